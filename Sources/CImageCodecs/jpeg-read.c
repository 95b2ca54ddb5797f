#include "CImageCodecs.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include <jerror.h>

struct codecs_jpeg_reader {
    struct jpeg_decompress_struct decoder;
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf jump;
    codecs_status status;
    int32_t scans;
    const uint8_t *bytes;
    size_t count;
};

static codecs_jpeg_reader *reader_of(j_common_ptr decoder) { return (codecs_jpeg_reader *)decoder->client_data; }

static _Noreturn void stop(codecs_jpeg_reader *reader, codecs_status status) {
    reader->status = status;
    longjmp(reader->jump, 1);
}

static void on_error(j_common_ptr decoder) {
    codecs_status status;
    switch (decoder->err->msg_code) {
    case JERR_OUT_OF_MEMORY:
        status = CODECS_NO_MEMORY;
        break;
    case JERR_NO_BACKING_STORE:
        status = CODECS_TOO_COSTLY;
        break;
    case JERR_INPUT_EMPTY:
    case JERR_INPUT_EOF:
        status = CODECS_TRUNCATED;
        break;
    case JERR_ARITH_NOTIMPL:
    case JERR_BAD_J_COLORSPACE:
    case JERR_BAD_PRECISION:
    case JERR_CCIR601_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_EMPTY_IMAGE:  // A height of zero promises a DNL marker behind the first scan.
    case JERR_IMAGE_TOO_BIG:
    case JERR_SOF_UNSUPPORTED:
        status = CODECS_UNSUPPORTED;
        break;
    default:
        status = CODECS_CORRUPT;
    }
    stop(reader_of(decoder), status);
}

/// libjpeg carries on after a warning and paints the rest grey. Most warnings therefore end the decoding here; those
/// let through are what sound photographs of careless writers raise.
static void on_message(j_common_ptr decoder, int level) {
    if (level >= 0) return;
    switch (decoder->err->msg_code) {
    case JWRN_ADOBE_XFORM:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
        return;
    case JWRN_EXTRANEOUS_DATA: {
        // Padding before a header or the end marker is common; before a restart marker it means that a segment
        // decoded to fewer bytes than it has.
        int marker = decoder->err->msg_parm.i[1];
        if (marker < 0xD0 || marker > 0xD7) return;
        stop(reader_of(decoder), CODECS_CORRUPT);
    }
    case JWRN_HIT_MARKER:
    case JWRN_JPEG_EOF:
        stop(reader_of(decoder), CODECS_TRUNCATED);
    default:
        stop(reader_of(decoder), CODECS_CORRUPT);
    }
}

static void on_output(j_common_ptr decoder) { (void)decoder; }

static void on_progress(j_common_ptr decoder) {
    codecs_jpeg_reader *reader = reader_of(decoder);
    if (reader->decoder.input_scan_number > reader->scans) stop(reader, CODECS_TOO_COSTLY);
}

codecs_jpeg_reader *codecs_jpeg_reader_create(const uint8_t *bytes, size_t count, size_t working_bytes) {
    codecs_jpeg_reader *reader = calloc(1, sizeof *reader);
    if (!reader) return NULL;
    reader->bytes = bytes;
    reader->count = count;
    reader->decoder.err = jpeg_std_error(&reader->errors);
    reader->errors.error_exit = on_error;
    reader->errors.emit_message = on_message;
    reader->errors.output_message = on_output;
    reader->progress.progress_monitor = on_progress;
    reader->decoder.client_data = reader;
    if (setjmp(reader->jump)) {
        codecs_jpeg_reader_destroy(reader);
        return NULL;
    }
    jpeg_create_decompress(&reader->decoder);
    reader->decoder.client_data = reader;
    reader->decoder.progress = &reader->progress;
    reader->decoder.mem->max_memory_to_use = (long)working_bytes;
    return reader;
}

void codecs_jpeg_reader_destroy(codecs_jpeg_reader *reader) {
    jpeg_destroy_decompress(&reader->decoder);
    free(reader);
}

codecs_status codecs_jpeg_read_header(codecs_jpeg_reader *reader, codecs_jpeg_header *header) {
    if (setjmp(reader->jump)) return reader->status;
    struct jpeg_decompress_struct *decoder = &reader->decoder;
    jpeg_mem_src(decoder, reader->bytes, reader->count);
    jpeg_read_header(decoder, TRUE);
    // libjpeg takes missing arithmetic codes for zeros without a word: a hundred bytes would make a whole picture.
    if (decoder->arith_code) return CODECS_UNSUPPORTED;
    switch (decoder->jpeg_color_space) {
    case JCS_GRAYSCALE:
        decoder->out_color_space = JCS_GRAYSCALE;
        header->channels = 1;
        break;
    case JCS_RGB:
    case JCS_YCbCr:
        decoder->out_color_space = JCS_RGB;
        header->channels = 3;
        break;
    case JCS_CMYK:
    case JCS_YCCK:
        decoder->out_color_space = JCS_CMYK;
        header->channels = 4;
        break;
    default:
        return CODECS_UNSUPPORTED;
    }
    header->width = (int32_t)decoder->image_width;
    header->height = (int32_t)decoder->image_height;
    return CODECS_OK;
}

codecs_status codecs_jpeg_set_scale(codecs_jpeg_reader *reader, int32_t eighths, int32_t *width, int32_t *height) {
    if (setjmp(reader->jump)) return reader->status;
    reader->decoder.scale_num = (unsigned)eighths;
    reader->decoder.scale_denom = 8;
    jpeg_calc_output_dimensions(&reader->decoder);
    *width = (int32_t)reader->decoder.output_width;
    *height = (int32_t)reader->decoder.output_height;
    return CODECS_OK;
}

codecs_status codecs_jpeg_start(codecs_jpeg_reader *reader, int32_t scans, codecs_window *window) {
    reader->scans = scans;
    if (setjmp(reader->jump)) return reader->status;
    struct jpeg_decompress_struct *decoder = &reader->decoder;
    jpeg_start_decompress(decoder);
    if (window->x > 0 || window->width < (int32_t)decoder->output_width) {
        JDIMENSION x = (JDIMENSION)window->x, width = (JDIMENSION)window->width;
        jpeg_crop_scanline(decoder, &x, &width);
        window->x = (int32_t)x;
        window->width = (int32_t)width;
    }
    if (window->y > 0 && jpeg_skip_scanlines(decoder, (JDIMENSION)window->y) != (JDIMENSION)window->y)
        return CODECS_CORRUPT;
    return CODECS_OK;
}

codecs_status codecs_jpeg_read_rows(codecs_jpeg_reader *reader, uint8_t *rows, int32_t count) {
    if (setjmp(reader->jump)) return reader->status;
    struct jpeg_decompress_struct *decoder = &reader->decoder;
    size_t stride = (size_t)decoder->output_width * (size_t)decoder->output_components;
    for (int32_t row = 0; row < count; row++) {
        JSAMPROW destination = rows + (size_t)row * stride;
        if (jpeg_read_scanlines(decoder, &destination, 1) != 1) return CODECS_TRUNCATED;
    }
    return CODECS_OK;
}

codecs_status codecs_jpeg_finish(codecs_jpeg_reader *reader) {
    if (setjmp(reader->jump)) return reader->status;
    return jpeg_finish_decompress(&reader->decoder) ? CODECS_OK : CODECS_TRUNCATED;
}
