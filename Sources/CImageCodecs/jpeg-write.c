#include "CImageCodecs.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

#include <jerror.h>

typedef struct {
    struct jpeg_compress_struct encoder;
    struct jpeg_error_mgr errors;
    jmp_buf jump;
    unsigned char *bytes;
    unsigned long count;
} jpeg_writer;

static void on_error(j_common_ptr encoder) { longjmp(((jpeg_writer *)encoder->client_data)->jump, 1); }
static void on_message(j_common_ptr encoder, int level) { (void)encoder, (void)level; }

codecs_status codecs_jpeg_write(
    const uint8_t *pixels, int32_t width, int32_t height, int32_t quality, bool full_chroma, const uint8_t *profile,
    size_t profile_count, codecs_buffer *output) {
    // On the heap: locals changed after setjmp are undefined when it returns again.
    jpeg_writer *writer = calloc(1, sizeof *writer);
    if (!writer) return CODECS_NO_MEMORY;
    struct jpeg_compress_struct *encoder = &writer->encoder;
    encoder->err = jpeg_std_error(&writer->errors);
    writer->errors.error_exit = on_error;
    writer->errors.emit_message = on_message;
    encoder->client_data = writer;
    if (setjmp(writer->jump)) {
        codecs_status status = writer->errors.msg_code == JERR_OUT_OF_MEMORY ? CODECS_NO_MEMORY : CODECS_UNSUPPORTED;
        // Only this tells where the buffer is by now: one that had to grow lies elsewhere than at first.
        if (writer->encoder.dest) writer->encoder.dest->term_destination(&writer->encoder);
        jpeg_destroy_compress(&writer->encoder);
        free(writer->bytes);
        free(writer);
        return status;
    }
    jpeg_create_compress(encoder);
    encoder->client_data = writer;
    jpeg_mem_dest(encoder, &writer->bytes, &writer->count);
    encoder->image_width = (JDIMENSION)width;
    encoder->image_height = (JDIMENSION)height;
    encoder->input_components = 3;
    encoder->in_color_space = JCS_RGB;
    jpeg_set_defaults(encoder);
    jpeg_set_quality(encoder, quality, TRUE);
    encoder->optimize_coding = TRUE;
    if (full_chroma) encoder->comp_info[0].h_samp_factor = encoder->comp_info[0].v_samp_factor = 1;
    jpeg_start_compress(encoder, TRUE);
    if (profile_count > 0) jpeg_write_icc_profile(encoder, profile, (unsigned int)profile_count);
    while (encoder->next_scanline < encoder->image_height) {
        JSAMPROW row = (JSAMPROW)pixels + (size_t)encoder->next_scanline * (size_t)width * 3;
        jpeg_write_scanlines(encoder, &row, 1);
    }
    jpeg_finish_compress(encoder);
    output->bytes = writer->bytes;
    output->count = writer->count;
    jpeg_destroy_compress(encoder);
    free(writer);
    return CODECS_OK;
}
