#include "widgets/gl/network_canvas_gl.h"

#include "widgets/gl/network_shaders.h"
#include "widgets/gl/network_shapes.h"
#include "widgets/views/network/scene/network_painter.h"

#include <QByteArray>
#include <QOpenGLBuffer>
#include <QOpenGLContext>
#include <QOpenGLPaintDevice>
#include <QOpenGLShaderProgram>
#include <QOpenGLVersionFunctionsFactory>
#include <QOpenGLVertexArrayObject>
#include <QOpenGLWidget>
#include <QPainter>
#include <QSurfaceFormat>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <vector>

#include <QOpenGLFunctions_3_3_Core>
#include <QVector2D>
#include <QVector3D>

namespace lfp {
namespace {

/// Many copies of a quad, each with its own numbers. `Instance` holds floats only, as the shader's inputs
/// list them.
template <class Instance>
class InstancedQuads {
 public:
  /// `parts`: how many floats go to each input of the vertex shader. A context is current.
  InstancedQuads(QOpenGLFunctions_3_3_Core& gl, const char* vertex, const char* fragment,
                 std::initializer_list<int> parts)
      : gl_(gl), buffer_(QOpenGLBuffer::VertexBuffer) {
    program_.addShaderFromSourceCode(QOpenGLShader::Vertex, QByteArray(shaders::to_clip) + vertex);
    program_.addShaderFromSourceCode(QOpenGLShader::Fragment, fragment);
    program_.link();
    array_.create();
    buffer_.create();
    const QOpenGLVertexArrayObject::Binder binder(&array_);
    buffer_.bind();
    GLuint location = 0;
    std::size_t offset = 0;
    for (const int floats : parts) {
      gl_.glEnableVertexAttribArray(location);
      gl_.glVertexAttribPointer(location, floats, GL_FLOAT, GL_FALSE, sizeof(Instance),
                                reinterpret_cast<const void*>(offset));
      gl_.glVertexAttribDivisor(location, 1);
      offset += static_cast<std::size_t>(floats) * sizeof(float);
      ++location;
    }
    buffer_.release();
  }

  void upload(const std::vector<Instance>& instances) {
    count_ = static_cast<GLsizei>(instances.size());
    buffer_.bind();
    buffer_.allocate(instances.data(), static_cast<int>(instances.size() * sizeof(Instance)));
    buffer_.release();
  }

  void draw(const QVector3D& camera, const QVector2D& viewport, const QVector3D& base) {
    if (count_ == 0) return;
    program_.bind();
    program_.setUniformValue("camera", camera);
    program_.setUniformValue("viewport", viewport);
    program_.setUniformValue("base", base);
    const QOpenGLVertexArrayObject::Binder binder(&array_);
    gl_.glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count_);
    program_.release();
  }

 private:
  QOpenGLFunctions_3_3_Core& gl_;
  QOpenGLShaderProgram program_;
  QOpenGLVertexArrayObject array_;
  QOpenGLBuffer buffer_;
  GLsizei count_ = 0;
};

/// What lives in a context, and dies before it.
struct Resources {
  explicit Resources(QOpenGLFunctions_3_3_Core& gl)
      : edges(gl, shaders::edge_vertex, shaders::edge_fragment, {2, 2, 1, 3}),
        shapes(gl, shaders::shape_vertex, shaders::shape_fragment, {2, 2, 3, 3, 3}) {}

  InstancedQuads<EdgeInstance> edges;
  InstancedQuads<ShapeInstance> shapes;
};

class GlCanvas : public QOpenGLWidget, public NetworkCanvas {
 public:
  GlCanvas(const NetworkStage& stage, QWidget* parent) : QOpenGLWidget(parent), stage_(stage) {
    QSurfaceFormat format;
    format.setVersion(3, 3);
    format.setProfile(QSurfaceFormat::CoreProfile);
    setFormat(format);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setObjectName(QStringLiteral("network.opengl"));
  }

  ~GlCanvas() override {
    if (context()) disconnect(context(), nullptr, this, nullptr);
    release();
  }

  QWidget& widget() override { return *this; }

  void scene_changed() override {
    is_uploaded_ = false;
    update();
  }

  void overlay_changed() override { update(); }

 protected:
  void initializeGL() override {
    gl_ = QOpenGLVersionFunctionsFactory::get<QOpenGLFunctions_3_3_Core>(context());
    if (!gl_) return;
    // A dock that is moved into another window gets another context.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, [this] { release(); });
    resources_ = std::make_unique<Resources>(*gl_);
    is_uploaded_ = false;
  }

  void paintGL() override {
    if (resources_) draw_instances();
    // Not on the widget itself: in QWidget::grab() that painter would draw below the picture made here.
    QOpenGLPaintDevice device(size() * devicePixelRatioF());
    device.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&device);
    paint_over(painter, stage_);
  }

 private:
  void release() {
    if (!resources_) return;
    makeCurrent();
    resources_.reset();
    doneCurrent();
  }

  void draw_instances() {
    if (!is_uploaded_) {
      resources_->edges.upload(edge_instances(stage_.scene));
      resources_->shapes.upload(shape_instances(stage_.scene));
      is_uploaded_ = true;
    }
    const QColor& colour = stage_.scene.theme.base;
    const QVector3D base(colour.redF(), colour.greenF(), colour.blueF());
    gl_->glClearColor(base.x(), base.y(), base.z(), 1.0F);
    gl_->glClear(GL_COLOR_BUFFER_BIT);
    gl_->glEnable(GL_BLEND);
    gl_->glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    const auto ratio = static_cast<float>(devicePixelRatioF());
    const QVector2D viewport(static_cast<float>(width()) * ratio, static_cast<float>(height()) * ratio);
    const NetworkCamera& camera = stage_.camera;
    const QVector3D view(static_cast<float>(camera.zoom) * ratio,
                         static_cast<float>(camera.offset.x()) * ratio,
                         static_cast<float>(camera.offset.y()) * ratio);
    resources_->edges.draw(view, viewport, base);
    resources_->shapes.draw(view, viewport, base);
    gl_->glDisable(GL_BLEND);
  }

  const NetworkStage& stage_;
  QOpenGLFunctions_3_3_Core* gl_ = nullptr;
  std::unique_ptr<Resources> resources_;
  bool is_uploaded_ = false;
};

}  // namespace

NetworkCanvas* make_gl_canvas(const NetworkStage& stage, QWidget* parent) {
  return new GlCanvas(stage, parent);
}

}  // namespace lfp
