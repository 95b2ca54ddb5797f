/// zlib's initialisers are macros Swift cannot import; as functions it can.
#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H
#include <zlib.h>
/// 15 bits of window, and 16 for gzip's own header and trailer.
static inline int CZlibInflateInitGzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
/// The fastest level: answers are small and processors busy.
static inline int CZlibDeflateInitGzip(z_stream *stream) {
    return deflateInit2(stream, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}
#endif
