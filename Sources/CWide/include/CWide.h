/// Kernels for processors with 512-bit vectors, chosen when the program runs.
///
/// Swift code is built for one instruction set only, because its weak symbols may be merged across two builds of a
/// generic; a C function says for itself what it is built for. Each takes the same steps with the same roundings as
/// its twin in Swift, so results are that one's bit for bit.
#ifndef CWIDE_H
#define CWIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this processor, and the system, offer 512-bit vectors. The other functions may be called only then.
bool cwide_is_available(void);

/// Converts `blocks` × 16 interleaved sRGB pixels to CIELAB planes.
/// - Parameters: `table` holds linear light for each code; `matrix` takes linear light to X, Y, Z over white's, by rows.
void cwide_srgb8_to_lab(
    const uint8_t *_Nonnull source, ptrdiff_t blocks, const float *_Nonnull table, const float *_Nonnull matrix,
    float *_Nonnull lightness, float *_Nonnull a, float *_Nonnull b);

/// The CIEDE2000 difference of `blocks` × 16 colours to the one at `l0`, `a0`, `b0`.
/// - Parameter chroma: Of the colours; null to work it out.
void cwide_ciede2000(
    float l0, float a0, float b0, const float *_Nonnull lightness, const float *_Nonnull a, const float *_Nonnull b,
    const float *_Nullable chroma, ptrdiff_t blocks, float *_Nonnull output);

/// A picture of interleaved RGB bytes, two pixels or more each way.
typedef struct {
    const uint8_t *_Nonnull pixels;
    int32_t width, height;
    /// What lies outside: the nearest pixel inside, or black.
    bool is_repeated;
} cwide_picture;

/// Samples in a line: where the first lies and how far the next, in 1/32 pixel; then what bytes are mapped to.
typedef struct {
    double x, y, step_x, step_y;
    float scale, offset;
} cwide_line;

/// Reads `count` samples, a multiple of 8, bilinearly; three floats each. Places must be within ±2³⁰.
void cwide_sample_row(
    const cwide_picture *_Nonnull picture, const cwide_line *_Nonnull line, float *_Nonnull target, ptrdiff_t count);

/// One row of output pixels through one panel of weights. Steps and strides count floats.
typedef struct {
    /// The first pixel's window, and how far the next pixel's lies.
    const float *_Nonnull source;
    ptrdiff_t source_step;
    /// Runs of adjacent floats a window covers, from one to the next, and their length.
    ptrdiff_t segments, segment_stride, segment_length;
    /// Bias, slopes, then the weights tap by tap.
    const float *_Nonnull panel;
    float *_Nonnull target;
    ptrdiff_t target_step;
    /// The first pixel's shortcut at the panel's first channel, and how many of the panel's vectors have one.
    const float *_Nullable shortcut;
    ptrdiff_t shortcut_vectors, shortcut_step;
    /// To the pixel right of and below one, when the largest of 2×2 is added; 0 and 0 otherwise.
    ptrdiff_t shortcut_right, shortcut_below;
    ptrdiff_t pixels;
} cwide_row;

/// Filters a row through a panel of `vectors` × 8 channels; `vectors` is 1...8 or 16, anything else stops the program.
///
/// Any number of pixels will do. They are taken by the largest tile that divides `row->pixels`, of 12 (up to 2
/// vectors), 8 or 6 (up to 4), 4 (up to 6), 3 (up to 8) or 1, so a multiple of one of those runs faster.
void cwide_convolve(const cwide_row *_Nonnull row, int vectors);

#endif
