#include "CWide.h"

// sRGB bytes to CIELAB: `convertSRGB8ToLab` of ColorKernels, sixteen pixels at a time.

// The twins in Swift fuse multiply and add from x86-64-v3 on.
#if defined(__x86_64__) && defined(__FMA__)

#include <string.h>

#include "wide.h"

/// Also for processors that look bytes up in a table of 128 (Ice Lake, Zen 4).
#define WIDE_BYTES __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512vbmi,fma,prfchw")))

WIDE_INLINE __m512 splat(float x) { return _mm512_set1_ps(x); }

/// `labCompressed` of ColorKernels.
WIDE_INLINE __m512 compressed(__m512 t) {
    __m512 x = _mm512_max_ps(t, splat(216.0f / 24389));
    __m512 darkness = _mm512_sub_ps(t, x);
    __m512i thirds = _mm512_mulhi_epu16(_mm512_castps_si512(x), _mm512_set1_epi16(21845));
    __m512 y = _mm512_castsi512_ps(_mm512_sub_epi32(_mm512_set1_epi32(1419852352), thirds));
    __m512 d = _mm512_mul_ps(x, _mm512_mul_ps(y, y));
    __m512 s = _mm512_fmadd_ps(d, y, splat(-1));
    __m512 p = _mm512_fmadd_ps(splat(-0.42920777f), s, splat(0.45909286f));
    p = _mm512_fmadd_ps(p, s, splat(-0.49379697f));
    p = _mm512_fmadd_ps(p, s, splat(0.5555328f));
    p = _mm512_fmadd_ps(p, s, splat(-0.6666667f));
    return _mm512_fmadd_ps(_mm512_mul_ps(d, s), p, _mm512_fmadd_ps(splat((float)(841.0 / 108)), darkness, d));
}

WIDE_INLINE __m512 row(const float *m, __m512 red, __m512 green, __m512 blue) {
    return _mm512_fmadd_ps(
        splat(m[0]), red, _mm512_fmadd_ps(splat(m[1]), green, _mm512_mul_ps(splat(m[2]), blue)));
}

/// Sixteen pixels from linear light to their place in the planes.
WIDE_INLINE void store_lab(
    __m512 red, __m512 green, __m512 blue, const float *matrix, float *lightness, float *a, float *b) {
    __m512 fx = compressed(row(matrix, red, green, blue));
    __m512 fy = compressed(row(matrix + 3, red, green, blue));
    __m512 fz = compressed(row(matrix + 6, red, green, blue));
    _mm512_storeu_ps(lightness, _mm512_fmadd_ps(splat(116), fy, splat(-16)));
    _mm512_storeu_ps(a, _mm512_mul_ps(splat(500), _mm512_sub_ps(fx, fy)));
    _mm512_storeu_ps(b, _mm512_mul_ps(splat(200), _mm512_sub_ps(fy, fz)));
}

/// A table's 256 values, byte by byte, as permutations of bytes take it: bytes 0 of all, then bytes 1 …
typedef struct {
    __m512i bytes[4][4];
} byte_tables;

WIDE_INLINE byte_tables split(const float *table) {
    uint8_t bytes[4][256];
    for (int k = 0; k < 256; k++) {
        uint32_t bits;
        memcpy(&bits, table + k, 4);
        for (int j = 0; j < 4; j++) bytes[j][k] = (uint8_t)(bits >> 8 * j);
    }
    byte_tables split;
    memcpy(&split, bytes, sizeof split);
    return split;
}

/// Where a channel's 64 bytes lie in 192, in the order that interleaving by lanes of 128 bits puts right: lane l holds
/// four pixels each of the l-th quarters of blocks of sixteen.
#define FOUR(at) at, (at) + 3, (at) + 6, (at) + 9
#define LANE(at) FOUR(at), FOUR((at) + 48), FOUR((at) + 96), FOUR((at) + 144)
static const uint8_t places[3][64] = {
    {LANE(0), LANE(12), LANE(24), LANE(36)},
    {LANE(1), LANE(13), LANE(25), LANE(37)},
    {LANE(2), LANE(14), LANE(26), LANE(38)},
};

/// The table's values for one channel of 64 interleaved pixels, `p`, in their order.
///
/// Bound by the port for permutations: some 23 operations, a third of one for each value that is loaded by itself.
static inline __attribute__((always_inline)) WIDE_BYTES void look_up(
    const byte_tables *table, const uint8_t *p, const uint8_t *channel, __m512 values[4]) {
    __m512i at = _mm512_loadu_si512(channel);
    __m512i early = _mm512_permutex2var_epi8(_mm512_loadu_si512(p), at, _mm512_loadu_si512(p + 64));
    __m512i codes =
        _mm512_mask_permutexvar_epi8(early, _mm512_movepi8_mask(at), at, _mm512_loadu_si512(p + 128));
    __mmask64 is_upper = _mm512_movepi8_mask(codes);
    __m512i v[4];
    for (int k = 0; k < 4; k++) {
        const __m512i *t = table->bytes[k];
        v[k] = _mm512_mask_blend_epi8(
            is_upper, _mm512_permutex2var_epi8(t[0], codes, t[1]), _mm512_permutex2var_epi8(t[2], codes, t[3]));
    }
    __m512i low = _mm512_unpacklo_epi8(v[0], v[1]), high = _mm512_unpacklo_epi8(v[2], v[3]);
    values[0] = _mm512_castsi512_ps(_mm512_unpacklo_epi16(low, high));
    values[1] = _mm512_castsi512_ps(_mm512_unpackhi_epi16(low, high));
    low = _mm512_unpackhi_epi8(v[0], v[1]), high = _mm512_unpackhi_epi8(v[2], v[3]);
    values[2] = _mm512_castsi512_ps(_mm512_unpacklo_epi16(low, high));
    values[3] = _mm512_castsi512_ps(_mm512_unpackhi_epi16(low, high));
}

/// `blocks` × 64 pixels. Bound by the two vector ports: some 73 operations for 16 pixels. Memory to be written is asked for
/// 2 KB ahead, which takes planes beyond the second cache from 1.46 to 1.38 ns a pixel on Sapphire Rapids.
WIDE_BYTES static void convert_by_permutations(
    const uint8_t *source, ptrdiff_t blocks, const float *table, const float *matrix, float *lightness, float *a,
    float *b) {
    const byte_tables tables = split(table);
    for (ptrdiff_t block = 0; block < blocks; block++) {
        __m512 red[4], green[4], blue[4];
        look_up(&tables, source + 192 * block, places[0], red);
        look_up(&tables, source + 192 * block, places[1], green);
        look_up(&tables, source + 192 * block, places[2], blue);
        for (int k = 0; k < 4; k++) {
            ptrdiff_t place = 64 * block + 16 * k;
            store_lab(red[k], green[k], blue[k], matrix, lightness + place, a + place, b + place);
            if (block + 8 < blocks) {
                __builtin_prefetch(lightness + place + 512, 1);
                __builtin_prefetch(a + place + 512, 1);
                __builtin_prefetch(b + place + 512, 1);
            }
        }
    }
}

/// The table's values for every third of 48 bytes. Loaded one by one: with gathers the whole conversion takes
/// half as long again on Zen 5 (1.15 against 0.79 ns a pixel).
WIDE_INLINE __m512 looked_up(const float *table, const uint8_t *p) {
    return _mm512_setr_ps(
        table[p[0]], table[p[3]], table[p[6]], table[p[9]], table[p[12]], table[p[15]], table[p[18]], table[p[21]],
        table[p[24]], table[p[27]], table[p[30]], table[p[33]], table[p[36]], table[p[39]], table[p[42]], table[p[45]]);
}

/// Where bytes cannot be permuted, bound by the two vector ports: 56 operations for 16 pixels and the inserts of 48
/// loads.
WIDE void cwide_srgb8_to_lab(
    const uint8_t *source, ptrdiff_t blocks, const float *table, const float *matrix, float *lightness, float *a,
    float *b) {
    ptrdiff_t first = 0;
    if (blocks >= 16 && __builtin_cpu_supports("avx512vbmi")) {
        first = blocks & ~3;
        convert_by_permutations(source, first / 4, table, matrix, lightness, a, b);
    }
    for (ptrdiff_t block = first; block < blocks; block++) {
        const uint8_t *p = source + 48 * block;
        store_lab(
            looked_up(table, p), looked_up(table, p + 1), looked_up(table, p + 2), matrix, lightness + 16 * block,
            a + 16 * block, b + 16 * block);
    }
}

#else

void cwide_srgb8_to_lab(
    const uint8_t *source, ptrdiff_t blocks, const float *table, const float *matrix, float *lightness, float *a,
    float *b) {
    (void)source, (void)blocks, (void)table, (void)matrix, (void)lightness, (void)a, (void)b;
}

#endif
