#pragma once

/// GLSL 3.30 core. Positions come in the scene's coordinates and leave as pixels of the device; borders are
/// smoothed over one of these pixels.
namespace lfp::shaders {

/// `camera`: zoom, then offset, in pixels of the device. `viewport` likewise.
inline constexpr const char* to_clip = R"(#version 330 core
uniform vec3 camera;
uniform vec2 viewport;
vec2 to_pixels(vec2 place) { return place * camera.x + camera.yz; }
vec4 to_clip(vec2 pixels) { return vec4(pixels.x / viewport.x * 2.0 - 1.0, 1.0 - pixels.y / viewport.y * 2.0, 0.0, 1.0); }
vec2 corner() { return vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1)) * 2.0 - 1.0; }
)";

inline constexpr const char* edge_vertex = R"(
layout(location = 0) in vec2 from;
layout(location = 1) in vec2 to;
layout(location = 2) in float half_width;
layout(location = 3) in vec3 colour;
out vec3 edge_colour;
out float across;
out float half_across;
void main() {
  vec2 start = to_pixels(from);
  vec2 end = to_pixels(to);
  vec2 direction = normalize(end - start);
  vec2 normal = vec2(-direction.y, direction.x);
  vec2 side = corner();
  half_across = half_width * camera.x;
  across = side.y * (half_across + 1.0);
  edge_colour = colour;
  gl_Position = to_clip((side.x < 0.0 ? start : end) + normal * across);
}
)";

inline constexpr const char* edge_fragment = R"(#version 330 core
in vec3 edge_colour;
in float across;
in float half_across;
out vec4 result;
void main() {
  float covered = clamp(min(across + 0.5, half_across) - max(across - 0.5, -half_across), 0.0, 1.0);
  result = vec4(edge_colour, covered);
}
)";

inline constexpr const char* shape_vertex = R"(
layout(location = 0) in vec2 centre;
layout(location = 1) in vec2 half_size;
layout(location = 2) in vec3 style;
layout(location = 3) in vec3 fill;
layout(location = 4) in vec3 ring;
out vec2 place;
flat out vec2 reach;
flat out vec3 shape_style;
flat out vec3 fill_colour;
flat out vec3 ring_colour;
void main() {
  reach = half_size * camera.x;
  shape_style = vec3(style.x, style.yz * camera.x);
  place = corner() * (reach + shape_style.z + 1.0);
  fill_colour = fill;
  ring_colour = ring;
  gl_Position = to_clip(to_pixels(centre) + place);
}
)";

/// `base` is the colour of the halo.
inline constexpr const char* shape_fragment = R"(#version 330 core
uniform vec3 base;
in vec2 place;
flat in vec2 reach;
flat in vec3 shape_style;
flat in vec3 fill_colour;
flat in vec3 ring_colour;
out vec4 result;
float outside() {
  vec2 off = abs(place);
  if (shape_style.x < 0.5) return length(place) - reach.x;
  if (shape_style.x < 1.5) return max(off.x - reach.x, off.y - reach.y);
  return (off.x + off.y - reach.x) * 0.70710678;
}
void main() {
  float distance = outside();
  float inner = clamp(0.5 - distance - shape_style.y, 0.0, 1.0);
  float shape = clamp(0.5 - distance, 0.0, 1.0);
  float halo = clamp(0.5 - distance + shape_style.z, 0.0, 1.0);
  vec3 colour = mix(ring_colour, fill_colour, inner);
  result = vec4(shape_style.z > 0.0 ? mix(base, colour, shape) : colour, halo);
}
)";

}  // namespace lfp::shaders
