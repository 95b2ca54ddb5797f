#include "CWide.h"

// Filters of the face networks.

// The twins in Swift fuse multiply and add from x86-64-v3 on.
#if defined(__x86_64__) && defined(__FMA__)

#include "wide.h"

bool cwide_is_available(void) {
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}

/// The largest of 2×2 pixels, or the pixel itself where `right` and `below` are 0.
WIDE_INLINE __m512 shortcut_of(const cwide_row *row, const float *place, __mmask16 lanes) {
    const float *below = place + row->shortcut_below;
    __m512 upper = _mm512_max_ps(
        _mm512_maskz_loadu_ps(lanes, place), _mm512_maskz_loadu_ps(lanes, place + row->shortcut_right));
    __m512 lower = _mm512_max_ps(
        _mm512_maskz_loadu_ps(lanes, below), _mm512_maskz_loadu_ps(lanes, below + row->shortcut_right));
    return _mm512_max_ps(upper, lower);
}

/// Filters `M` pixels × `N` vectors of 8 channels at once, the channels in vectors of 16; an odd `N` leaves half of the
/// last one unused. `M * ((N + 1) / 2)` is at most 16, so that sums, weights and pixel fit 32 registers.
///
/// Bound by the two ports that multiply: 8 sums or more hide their latency of 4 cycles.
WIDE_INLINE void tile(const cwide_row *row, ptrdiff_t x, const int M, const int N) {
    const int W = (N + 1) / 2;
    const __mmask16 last = N % 2 ? 0x00FF : 0xFFFF;
    __m512 sums[16];
#pragma clang loop unroll(full)
    for (int n = 0; n < W; n++) {
        __m512 bias = _mm512_maskz_loadu_ps(n == W - 1 ? last : 0xFFFF, row->panel + 16 * n);
#pragma clang loop unroll(full)
        for (int m = 0; m < M; m++) sums[m * W + n] = bias;
    }
    const float *weights = row->panel + 16 * N;
    const float *segment = row->source + x * row->source_step;
    const ptrdiff_t step = row->source_step;
    for (ptrdiff_t s = 0; s < row->segments; s++) {
        for (ptrdiff_t k = 0; k < row->segment_length; k++) {
            __m512 w[8];
#pragma clang loop unroll(full)
            for (int n = 0; n < W; n++)
                w[n] = n == W - 1 && N % 2 ? _mm512_castps256_ps512(_mm256_loadu_ps(weights + 16 * n))
                                           : _mm512_loadu_ps(weights + 16 * n);
#pragma clang loop unroll(full)
            for (int m = 0; m < M; m++) {
                __m512 pixel = _mm512_set1_ps(segment[m * step + k]);
#pragma clang loop unroll(full)
                for (int n = 0; n < W; n++) sums[m * W + n] = _mm512_fmadd_ps(pixel, w[n], sums[m * W + n]);
            }
            weights += 8 * N;
        }
        segment += row->segment_stride;
    }
#pragma clang loop unroll(full)
    for (int n = 0; n < W; n++) {
        const __mmask16 lanes = n == W - 1 ? last : 0xFFFF;
        const __m512 slopes = _mm512_maskz_loadu_ps(lanes, row->panel + 8 * N + 16 * n);
        const ptrdiff_t linked = row->shortcut ? row->shortcut_vectors - 2 * n : 0;
        const __mmask16 joined = linked >= 2 ? lanes : linked == 1 ? 0x00FF : 0;
#pragma clang loop unroll(full)
        for (int m = 0; m < M; m++) {
            __m512 value = sums[m * W + n];
            if (joined) {
                const float *place = row->shortcut + (x + m) * row->shortcut_step + 16 * n;
                value = _mm512_mask_add_ps(value, joined, value, shortcut_of(row, place, joined));
            }
            __mmask16 negative = _mm512_cmp_ps_mask(value, _mm512_setzero_ps(), _CMP_LT_OQ);
            value = _mm512_mask_mul_ps(value, negative, value, slopes);
            _mm512_mask_storeu_ps(row->target + (x + m) * row->target_step + 16 * n, lanes, value);
        }
    }
}

/// One function a shape, so that each has its loop to itself.
#define TILES(M, N)                                                                                                    \
    static __attribute__((noinline)) WIDE void tiles_##M##_##N(const cwide_row *row) {                                 \
        for (ptrdiff_t x = 0; x < row->pixels; x += M) tile(row, x, M, N);                                             \
    }
TILES(12, 1) TILES(12, 2) TILES(8, 1) TILES(8, 2) TILES(8, 3) TILES(8, 4)
TILES(6, 1) TILES(6, 2) TILES(6, 3) TILES(6, 4)
TILES(4, 1) TILES(4, 2) TILES(4, 3) TILES(4, 4) TILES(4, 5) TILES(4, 6)
TILES(3, 1) TILES(3, 2) TILES(3, 3) TILES(3, 4) TILES(3, 5) TILES(3, 6) TILES(3, 7) TILES(3, 8)
TILES(1, 1) TILES(1, 2) TILES(1, 3) TILES(1, 4) TILES(1, 5) TILES(1, 6) TILES(1, 7) TILES(1, 8) TILES(1, 16)

typedef void (*tiles)(const cwide_row *);

void cwide_convolve(const cwide_row *row, int vectors) {
    static const tiles twelve[] = {tiles_12_1, tiles_12_2};
    static const tiles eight[] = {tiles_8_1, tiles_8_2, tiles_8_3, tiles_8_4};
    static const tiles six[] = {tiles_6_1, tiles_6_2, tiles_6_3, tiles_6_4};
    static const tiles four[] = {tiles_4_1, tiles_4_2, tiles_4_3, tiles_4_4, tiles_4_5, tiles_4_6};
    static const tiles three[] = {
        tiles_3_1, tiles_3_2, tiles_3_3, tiles_3_4, tiles_3_5, tiles_3_6, tiles_3_7, tiles_3_8};
    static const tiles one[] = {
        tiles_1_1, tiles_1_2, tiles_1_3, tiles_1_4, tiles_1_5, tiles_1_6, tiles_1_7, tiles_1_8};
    const ptrdiff_t pixels = row->pixels;
    const int n = vectors - 1;
    // No table below holds such a tile. One comparison a row.
    if (vectors < 1 || (vectors > 8 && vectors != 16)) __builtin_trap();
    if (vectors == 16) tiles_1_16(row);
    else if (vectors <= 2 && pixels % 12 == 0) twelve[n](row);
    else if (vectors <= 4 && pixels % 8 == 0) eight[n](row);
    else if (vectors <= 4 && pixels % 6 == 0) six[n](row);
    else if (vectors <= 6 && pixels % 4 == 0) four[n](row);
    else if (vectors <= 8 && pixels % 3 == 0) three[n](row);
    else one[n](row);
}

#else

bool cwide_is_available(void) { return false; }

void cwide_convolve(const cwide_row *row, int vectors) {
    (void)row;
    (void)vectors;
}

#endif
