#pragma once

namespace lfp {

/// What draws the network: chosen by the program, or by the user.
enum class Renderer { automatic, raster, opengl };

/// Whether a QOpenGLWidget may be made: the platform has OpenGL and a context of version 3.3 or newer works.
/// A renderer in software counts only if the user has asked for OpenGL, since it makes the whole window slow.
/// Probed anew at every call (some 50 ms), so ask once; needs a QGuiApplication.
bool opengl_usable(Renderer wish);

}  // namespace lfp
