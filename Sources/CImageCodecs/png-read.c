#include "CImageCodecs.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

struct codecs_png_reader {
    png_structp png;
    png_infop info;
    jmp_buf jump;
    codecs_status status;
    const uint8_t *bytes;
    size_t count, position;
    bool is_profile_broken;
    /// The picture's last row is out, and these are the bytes libpng may still read in search of the stream's end.
    bool is_past_picture;
    size_t tail_bytes;
};

/// What may follow the last row in the compressed stream and in its last chunks. libpng inflates all that does, however
/// much that is.
enum { TAIL_BYTES = 1 << 16 };

static bool begins(const char *text, const char *prefix) { return strncmp(text, prefix, strlen(prefix)) == 0; }

static _Noreturn void stop(codecs_png_reader *reader, codecs_status status) {
    reader->status = status;
    longjmp(reader->jump, 1);
}

static void on_error(png_structp png, png_const_charp message) {
    codecs_status status = CODECS_CORRUPT;
    if (begins(message, "Not enough image data")) status = CODECS_TRUNCATED;
    if (begins(message, "Out of memory")) status = CODECS_NO_MEMORY;
    stop(png_get_error_ptr(png), status);
}

static void on_warning(png_structp png, png_const_charp message) {
    codecs_png_reader *reader = png_get_error_ptr(png);
    if (begins(message, "iCCP")) reader->is_profile_broken = true;
}

static void on_read(png_structp png, png_bytep destination, png_size_t count) {
    codecs_png_reader *reader = png_get_io_ptr(png);
    if (count > reader->count - reader->position) stop(reader, CODECS_TRUNCATED);
    if (reader->is_past_picture) {
        if (count > reader->tail_bytes) stop(reader, CODECS_CORRUPT);
        reader->tail_bytes -= count;
    }
    memcpy(destination, reader->bytes + reader->position, count);
    reader->position += count;
}

/// Called with each row after it is inflated and before libpng looks for what follows it.
static void on_row(png_structp png, png_row_infop row, png_bytep data) {
    (void)row, (void)data;
    codecs_png_reader *reader = png_get_user_transform_ptr(png);
    png_uint_32 left = png_get_image_height(png, reader->info) - png_get_current_row_number(png);
    if (png_get_interlace_type(png, reader->info) == PNG_INTERLACE_NONE)
        reader->is_past_picture = left == 1;
    else  // The last pass has every other row, from the second on.
        reader->is_past_picture = left <= 2 && png_get_current_pass_number(png) == PNG_INTERLACE_ADAM7_PASSES - 1;
}

codecs_png_reader *codecs_png_reader_create(const uint8_t *bytes, size_t count, size_t chunk_bytes) {
    // Read past, neither inflated nor kept.
    static const png_byte ignored[] = "bKGD\0hIST\0iTXt\0oFFs\0pCAL\0pHYs\0sCAL\0sPLT\0tEXt\0tIME\0zTXt\0eXIf";
    codecs_png_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->bytes = bytes;
    reader->count = count;
    reader->tail_bytes = TAIL_BYTES;
    if (setjmp(reader->jump)) {
        codecs_png_reader_destroy(reader);
        return NULL;
    }
    reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_error, on_warning);
    reader->info = reader->png ? png_create_info_struct(reader->png) : NULL;
    if (!reader->info) {
        codecs_png_reader_destroy(reader);
        return NULL;
    }
    png_set_read_fn(reader->png, reader, on_read);
    png_set_user_limits(reader->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(reader->png, chunk_bytes);
    png_set_chunk_cache_max(reader->png, 64);
    png_set_crc_action(reader->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(reader->png, PNG_HANDLE_CHUNK_NEVER, NULL, 0);
    png_set_keep_unknown_chunks(reader->png, PNG_HANDLE_CHUNK_NEVER, ignored, (int)sizeof ignored / 5);
    return reader;
}

void codecs_png_reader_destroy(codecs_png_reader *reader) {
    png_destroy_read_struct(&reader->png, &reader->info, NULL);
    free(reader);
}

static void read_calibration(codecs_png_reader *reader, codecs_png_header *header) {
    png_structp png = reader->png;
    png_infop info = reader->info;
    int intent, compression;
    png_charp name;
    png_bytep profile;
    png_uint_32 profile_count;
    png_fixed_point gamma;
    if (png_get_iCCP(png, info, &name, &compression, &profile, &profile_count)) {
        header->profile = profile;
        header->profile_count = profile_count;
    }
    header->has_broken_profile = reader->is_profile_broken;
    header->has_srgb = png_get_sRGB(png, info, &intent) != 0;
    if (png_get_gAMA_fixed(png, info, &gamma)) header->gamma = gamma;
    png_fixed_point xy[8];
    if (png_get_cHRM_fixed(png, info, &xy[0], &xy[1], &xy[2], &xy[3], &xy[4], &xy[5], &xy[6], &xy[7]))
        memcpy(header->chromaticities, xy, sizeof xy);
}

codecs_status codecs_png_read_header(codecs_png_reader *reader, codecs_png_header *header) {
    if (setjmp(reader->jump)) return reader->status;
    png_structp png = reader->png;
    png_infop info = reader->info;
    png_read_info(png, info);
    *header = (codecs_png_header){
        .width = (int32_t)png_get_image_width(png, info),
        .height = (int32_t)png_get_image_height(png, info),
        .bits = png_get_bit_depth(png, info) == 16 ? 16 : 8,
        .row_bytes = png_get_rowbytes(png, info),
        .is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE,
    };
    int type = png_get_color_type(png, info);
    bool has_alpha = (type & PNG_COLOR_MASK_ALPHA) || png_get_valid(png, info, PNG_INFO_tRNS);
    header->channels = (type & PNG_COLOR_MASK_COLOR ? 3 : 1) + (has_alpha ? 1 : 0);
    read_calibration(reader, header);
    return CODECS_OK;
}

codecs_status codecs_png_start(codecs_png_reader *reader, bool keeps_16_bits, size_t *row_bytes) {
    if (setjmp(reader->jump)) return reader->status;
    png_structp png = reader->png;
    png_set_expand(png);
    if (keeps_16_bits) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
        png_set_swap(png);
#endif
    } else {
        png_set_scale_16(png);
    }
    png_set_interlace_handling(png);
    png_set_read_user_transform_fn(png, on_row);
    png_set_user_transform_info(png, reader, 0, 0);
    png_read_update_info(png, reader->info);
    *row_bytes = png_get_rowbytes(png, reader->info);
    return CODECS_OK;
}

codecs_status codecs_png_read_rows(codecs_png_reader *reader, uint8_t *rows, int32_t count) {
    if (setjmp(reader->jump)) return reader->status;
    size_t stride = png_get_rowbytes(reader->png, reader->info);
    for (int32_t row = 0; row < count; row++) png_read_row(reader->png, rows + (size_t)row * stride, NULL);
    return CODECS_OK;
}

codecs_status codecs_png_read_all(codecs_png_reader *reader, uint8_t *rows) {
    if (setjmp(reader->jump)) return reader->status;
    int passes = png_get_interlace_type(reader->png, reader->info) == PNG_INTERLACE_NONE ? 1 : PNG_INTERLACE_ADAM7_PASSES;
    size_t stride = png_get_rowbytes(reader->png, reader->info);
    png_uint_32 height = png_get_image_height(reader->png, reader->info);
    for (int pass = 0; pass < passes; pass++) {
        // The last pass over a single row has no row.
        if (pass > 0 && pass + 1 == passes && height == 1) reader->is_past_picture = true;
        for (png_uint_32 row = 0; row < height; row++) png_read_row(reader->png, rows + row * stride, NULL);
    }
    return CODECS_OK;
}

codecs_status codecs_png_finish(codecs_png_reader *reader) {
    if (setjmp(reader->jump)) return reader->status;
    // Other chunks follow, of any length, which are passed over.
    reader->is_past_picture = false;
    png_read_end(reader->png, NULL);
    return CODECS_OK;
}
