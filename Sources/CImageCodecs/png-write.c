#include "CImageCodecs.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

typedef struct {
    png_structp png;
    png_infop info;
    jmp_buf jump;
    uint8_t *bytes;
    size_t count, capacity;
} png_writer;

static void on_error(png_structp png, png_const_charp message) {
    (void)message;
    longjmp(((png_writer *)png_get_error_ptr(png))->jump, 1);
}

static void on_warning(png_structp png, png_const_charp message) { (void)png, (void)message; }

static void on_write(png_structp png, png_bytep source, png_size_t count) {
    png_writer *writer = png_get_io_ptr(png);
    if (count > writer->capacity - writer->count) {
        size_t capacity = (writer->count + count) * 2;
        uint8_t *bytes = realloc(writer->bytes, capacity);
        if (!bytes) png_error(png, "Out of memory");
        writer->bytes = bytes;
        writer->capacity = capacity;
    }
    memcpy(writer->bytes + writer->count, source, count);
    writer->count += count;
}

static void on_flush(png_structp png) { (void)png; }

codecs_status codecs_png_write(
    const uint8_t *pixels, int32_t width, int32_t height, const uint8_t *profile, size_t profile_count,
    codecs_buffer *output) {
    // On the heap: locals changed after setjmp are undefined when it returns again.
    png_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return CODECS_NO_MEMORY;
    if (setjmp(writer->jump)) {
        png_destroy_write_struct(&writer->png, &writer->info);
        free(writer->bytes);
        free(writer);
        return CODECS_NO_MEMORY;
    }
    writer->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, on_error, on_warning);
    writer->info = writer->png ? png_create_info_struct(writer->png) : NULL;
    if (!writer->info) longjmp(writer->jump, 1);
    png_structp png = writer->png;
    png_infop info = writer->info;
    png_set_write_fn(png, writer, on_write, on_flush);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_IHDR(
        png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // A third of the default level's time for a few per cent more bytes.
    png_set_compression_level(png, 3);
    if (profile_count > 0) {
        png_set_benign_errors(png, 1);
        png_set_iCCP(png, info, "ICC", PNG_COMPRESSION_TYPE_BASE, profile, (png_uint_32)profile_count);
        png_set_benign_errors(png, 0);
        // One that it refuses libpng leaves out, with a warning: the codes would mean other colours.
        if (!png_get_valid(png, info, PNG_INFO_iCCP)) {
            png_destroy_write_struct(&writer->png, &writer->info);
            free(writer->bytes);
            free(writer);
            return CODECS_UNSUPPORTED;
        }
    } else {
        png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    }
    png_write_info(png, info);
    for (int32_t row = 0; row < height; row++) png_write_row(png, pixels + (size_t)row * (size_t)width * 3);
    png_write_end(png, info);
    output->bytes = writer->bytes;
    output->count = writer->count;
    png_destroy_write_struct(&writer->png, &writer->info);
    free(writer);
    return CODECS_OK;
}

void codecs_buffer_free(codecs_buffer *buffer) {
    free(buffer->bytes);
    buffer->bytes = NULL;
    buffer->count = 0;
}
