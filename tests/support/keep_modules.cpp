// In sanitizer builds libraries stay loaded until the process ends, so that a report can name them:
// a graphics driver that was let go leaves addresses without a name, which nothing could suppress.
extern "C" int dlclose(void*) {
    return 0;
}
