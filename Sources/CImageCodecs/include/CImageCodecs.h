/// libjpeg-turbo and libpng behind status codes and plain buffers: every `setjmp` of the package lives in this target,
/// and no library structure crosses its border.
///
/// A reader borrows the encoded bytes: they must stay where they are until it is destroyed. After any status but
/// `CODECS_OK` a reader may only be destroyed. Nothing is printed and nothing is global, so readers on different threads
/// do not meet.
#ifndef CIMAGECODECS_H
#define CIMAGECODECS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// How a call ended.
enum {
    CODECS_OK = 0,
    /// The bytes contradict the format or their own check sums.
    CODECS_CORRUPT = 1,
    /// The bytes end before the picture does.
    CODECS_TRUNCATED = 2,
    /// A valid file of a kind the library does not decode.
    CODECS_UNSUPPORTED = 3,
    /// More scans or more working memory than the caller allows.
    CODECS_TOO_COSTLY = 4,
    /// `malloc` failed.
    CODECS_NO_MEMORY = 5,
};
typedef int32_t codecs_status;

/// A rectangle of decoded pixels.
typedef struct {
    int32_t x, y, width, height;
} codecs_window;

/// Bytes the library allocated; give them back with `codecs_buffer_free`.
typedef struct {
    uint8_t *_Nullable bytes;
    size_t count;
} codecs_buffer;

void codecs_buffer_free(codecs_buffer *buffer);

// MARK: JPEG

typedef struct codecs_jpeg_reader codecs_jpeg_reader;

typedef struct {
    int32_t width, height;
    /// Bytes of a decoded pixel: 1 grey, 3 red-green-blue, 4 cyan-magenta-yellow-black stored inverted (Adobe's way).
    int32_t channels;
} codecs_jpeg_header;

/// NULL when there is no memory. `working_bytes` bounds what the library allocates: a progressive file keeps all its
/// coefficients.
codecs_jpeg_reader *_Nullable codecs_jpeg_reader_create(const uint8_t *bytes, size_t count, size_t working_bytes);
void codecs_jpeg_reader_destroy(codecs_jpeg_reader *reader);

/// Reads up to the first scan.
codecs_status codecs_jpeg_read_header(codecs_jpeg_reader *reader, codecs_jpeg_header *header);

/// Chooses the size, `eighths`/8 in each direction, and tells the whole picture's size at that scale. The library takes
/// 1...8; what a part covers is worked out for 1, 2, 4 and 8 only, so no other is asked for.
codecs_status codecs_jpeg_set_scale(codecs_jpeg_reader *reader, int32_t eighths, int32_t *width, int32_t *height);

/// Starts decoding the rows and columns of `window` (pixels of the scaled picture), going over the file's picture at
/// most `scans` times. The library decodes whole blocks: on return `window`'s x and width are those of the rows it will
/// deliver.
codecs_status codecs_jpeg_start(codecs_jpeg_reader *reader, int32_t scans, codecs_window *window);

/// Decodes the next `count` rows, each `window.width * channels` bytes, one after the other.
codecs_status codecs_jpeg_read_rows(codecs_jpeg_reader *reader, uint8_t *rows, int32_t count);

/// After the picture's last row: reads on to the end marker, so that a file cut short there is noticed.
codecs_status codecs_jpeg_finish(codecs_jpeg_reader *reader);

/// Baseline JPEG of `width * height` red-green-blue pixels; `full_chroma` keeps colour at full resolution (4:4:4). An ICC
/// profile of no bytes is left out.
codecs_status codecs_jpeg_write(
    const uint8_t *pixels, int32_t width, int32_t height, int32_t quality, bool full_chroma, const uint8_t *profile,
    size_t profile_count, codecs_buffer *output);

// MARK: PNG

typedef struct codecs_png_reader codecs_png_reader;

typedef struct {
    int32_t width, height;
    /// Channels of a decoded pixel: 1 grey, 2 grey and alpha, 3 red-green-blue, 4 with alpha. Palettes are expanded.
    int32_t channels;
    /// 16 when samples are stored with 16 bits, else 8.
    int32_t bits;
    /// Bytes of a row as it is stored, inflated.
    size_t row_bytes;
    bool is_interlaced;
    bool has_srgb;
    /// An embedded profile that libpng's own checks refused.
    bool has_broken_profile;
    /// The file's gamma × 100,000; 0 when absent.
    int32_t gamma;
    /// White, red, green and blue x, y × 100,000; all 0 when absent.
    int32_t chromaticities[8];
    /// The inflated ICC profile: the reader's own memory. NULL when absent.
    const uint8_t *_Nullable profile;
    size_t profile_count;
} codecs_png_header;

/// NULL when there is no memory. `chunk_bytes` bounds one inflated ancillary chunk.
codecs_png_reader *_Nullable codecs_png_reader_create(const uint8_t *bytes, size_t count, size_t chunk_bytes);
void codecs_png_reader_destroy(codecs_png_reader *reader);

/// Reads up to the first image data.
codecs_status codecs_png_read_header(codecs_png_reader *reader, codecs_png_header *header);

/// Starts decoding; `keeps_16_bits` leaves 16-bit samples (in the machine's byte order), otherwise they are rounded to 8.
/// `row_bytes` tells the size of a row.
codecs_status codecs_png_start(codecs_png_reader *reader, bool keeps_16_bits, size_t *row_bytes);

/// Decodes the next `count` rows of a file that is not interlaced, one after the other.
codecs_status codecs_png_read_rows(codecs_png_reader *reader, uint8_t *rows, int32_t count);

/// Decodes all rows of any file.
codecs_status codecs_png_read_all(codecs_png_reader *reader, uint8_t *rows);

/// After the last row: reads on to the end chunk.
codecs_status codecs_png_finish(codecs_png_reader *reader);

/// 8-bit red-green-blue PNG with an ICC profile, or marked as sRGB when that has no bytes.
codecs_status codecs_png_write(
    const uint8_t *pixels, int32_t width, int32_t height, const uint8_t *profile, size_t profile_count,
    codecs_buffer *output);

#pragma clang assume_nonnull end
#endif
