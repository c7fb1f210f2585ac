// From light to what a screen shows, and back.
#ifndef FILM_GLSL
#define FILM_GLSL

// Filmic curve that ends in sRGB (Hejl and Burgess-Dawson's rational fit): no pow.
vec3 film(vec3 c) {
    const vec3 x = max(vec3(0.0), c - 0.004);
    return (x * (6.2 * x + 0.5)) / (x * (6.2 * x + 1.7) + 0.06);
}

// The light that film() shows so: the positive root of its quadratic.
vec3 unfilm(vec3 seen) {
    const vec3 y = min(seen, vec3(0.985));
    const vec3 a = 6.2 * (y - 1.0), b = 1.7 * y - 0.5, c = 0.06 * y;
    return (b + sqrt(b * b - 4.0 * a * c)) / (-2.0 * a) + 0.004;
}
#endif
