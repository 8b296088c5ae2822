#include "widgets/gl/renderer.h"

#include <QByteArray>
#include <QGuiApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QStringList>
#include <QSurfaceFormat>

namespace lfp {
namespace {

bool platform_has_opengl() {
  static const QStringList platforms{QStringLiteral("xcb"), QStringLiteral("wayland"),
                                     QStringLiteral("wayland-egl"), QStringLiteral("windows"),
                                     QStringLiteral("cocoa")};
  return platforms.contains(QGuiApplication::platformName());
}

bool is_software(const QByteArray& renderer) {
  const QByteArray name = renderer.toLower();
  return name.contains("llvmpipe") || name.contains("softpipe") || name.contains("swrast");
}

}  // namespace

bool opengl_usable(Renderer wish) {
  // The platform comes first: elsewhere a context can be made, but showing a QOpenGLWidget crashes.
  if (wish == Renderer::raster || !platform_has_opengl()) return false;
  QSurfaceFormat format;
  format.setVersion(3, 3);
  format.setProfile(QSurfaceFormat::CoreProfile);
  QOpenGLContext context;
  context.setFormat(format);
  if (!context.create()) return false;
  QOffscreenSurface surface;
  surface.setFormat(context.format());
  surface.create();
  if (!surface.isValid() || !context.makeCurrent(&surface)) return false;
  const bool is_new_enough = context.format().version() >= std::make_pair(3, 3);
  const QByteArray renderer(reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER)));
  context.doneCurrent();
  return is_new_enough && (wish == Renderer::opengl || !is_software(renderer));
}

}  // namespace lfp
