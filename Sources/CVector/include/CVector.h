/// Eight-lane float operations that Swift's SIMD types compile to calls or scalar loops (measured), as
/// `static inline` C on the vector type that Swift sees as `SIMD8<Float>`. Each becomes one instruction with AVX2 and
/// FMA; the generic forms below compile to NEON or SSE elsewhere.
#ifndef CVECTOR_H
#define CVECTOR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef float cv_f8 __attribute__((ext_vector_type(8)));
typedef float cv_f4 __attribute__((ext_vector_type(4)));
typedef int32_t cv_i8 __attribute__((ext_vector_type(8)));
typedef uint8_t cv_u8x8 __attribute__((ext_vector_type(8)));

#define CV_INLINE static inline __attribute__((always_inline))

/// Unaligned load of 8 floats; the pointer needs 32 readable bytes.
CV_INLINE cv_f8 cv_load(const float *_Nonnull p) { cv_f8 v; memcpy(&v, p, 32); return v; }

/// Unaligned store of 8 floats.
CV_INLINE void cv_store(float *_Nonnull p, cv_f8 v) { memcpy(p, &v, 32); }

CV_INLINE cv_f8 cv_splat(float x) { return (cv_f8)(x); }

// x86-64-v2 has no fused multiply-add; asking for one there means eight calls of fmaf.
#if defined(__FMA__) || defined(__aarch64__)
/// a·b + c with one rounding (two on x86-64-v2).
CV_INLINE cv_f8 cv_fma(cv_f8 a, cv_f8 b, cv_f8 c) { return __builtin_elementwise_fma(a, b, c); }
#else
CV_INLINE cv_f8 cv_fma(cv_f8 a, cv_f8 b, cv_f8 c) { return a * b + c; }
#endif

/// Correctly rounded square root; negative lanes give NaN.
CV_INLINE cv_f8 cv_sqrt(cv_f8 a) { return __builtin_elementwise_sqrt(a); }

/// The lesser lanes by comparison, as `vminps` does: a NaN in `a` gives `b`.
CV_INLINE cv_f8 cv_min(cv_f8 a, cv_f8 b) { return a < b ? a : b; }

/// The greater lanes by comparison, as `vmaxps` does: a NaN in `a` gives `b`.
CV_INLINE cv_f8 cv_max(cv_f8 a, cv_f8 b) { return a > b ? a : b; }

CV_INLINE cv_f8 cv_abs(cv_f8 a) { return __builtin_elementwise_abs(a); }

/// Reinterpret bits, as integer tricks on floats need.
CV_INLINE cv_i8 cv_bits(cv_f8 a) { return (cv_i8)a; }
CV_INLINE cv_f8 cv_from_bits(cv_i8 a) { return (cv_f8)a; }

/// Integers, towards zero; lanes beyond Int32 are undefined.
CV_INLINE cv_i8 cv_truncate(cv_f8 a) { return __builtin_convertvector(a, cv_i8); }

/// Floats nearest to the integers.
CV_INLINE cv_f8 cv_from_int(cv_i8 a) { return __builtin_convertvector(a, cv_f8); }

/// A third of each lane's upper and lower 16 bits, unsigned, rounded down: ⌊21,845 · half / 65,536⌋.
CV_INLINE cv_i8 cv_thirds_of_halves(cv_i8 a) {
#if defined(__AVX2__)
    typedef short s16 __attribute__((vector_size(32)));
    return (cv_i8)__builtin_ia32_pmulhuw256((s16)a, (s16)(cv_i8)(0x55555555));
#else
    typedef uint16_t u16x16 __attribute__((ext_vector_type(16)));
    typedef uint32_t u32x16 __attribute__((ext_vector_type(16)));
    return (cv_i8)__builtin_convertvector(__builtin_convertvector((u16x16)a, u32x16) * 21845 >> 16, u16x16);
#endif
}

/// Lane by lane table read for every third byte, as one channel of interleaved RGB lies: reads `index[0]` to
/// `index[21]`. Quicker than `vgatherdps` for a table in L1 (30 %, measured on Zen 5).
CV_INLINE cv_f8 cv_lookup_u8_by3(const float *_Nonnull table, const uint8_t *_Nonnull index) {
    return (cv_f8){table[index[0]], table[index[3]], table[index[6]], table[index[9]],
                   table[index[12]], table[index[15]], table[index[18]], table[index[21]]};
}

/// Bit k set where lane k is 0.
CV_INLINE int cv_zero_lanes(cv_i8 a) {
    cv_i8 zero = a == 0;
#if defined(__AVX__)
    return __builtin_ia32_movmskps256((cv_f8)zero);
#else
    int bits = 0;
    for (int k = 0; k < 8; k++) bits |= (zero[k] & 1) << k;
    return bits;
#endif
}

/// Bit k set where lane k's sign bit is.
CV_INLINE int cv_sign_bits(cv_f8 a) {
#if defined(__AVX__)
    return __builtin_ia32_movmskps256(a);
#else
    cv_i8 i = (cv_i8)a;
    int bits = 0;
    for (int k = 0; k < 8; k++) bits |= (int)((uint32_t)i[k] >> 31) << k;
    return bits;
#endif
}

/// Sum of the lanes by pairs: ((0+4)+(2+6)) + ((1+5)+(3+7)).
CV_INLINE float cv_sum(cv_f8 v) {
    cv_f4 s = v.lo + v.hi;
    return (s[0] + s[2]) + (s[1] + s[3]);
}

/// Stores eight pixels of three interleaved bytes; lanes hold 0...255.
CV_INLINE void cv_store_rgb8(uint8_t *_Nonnull p, cv_i8 red, cv_i8 green, cv_i8 blue) {
    typedef uint8_t u32x8 __attribute__((ext_vector_type(32)));
    u32x8 v = (u32x8)(red | green << 8 | blue << 16);
    u32x8 packed = __builtin_shufflevector(
        v, v, 0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 16, 17, 18, 20, 21, 22, 24, 25, 26, 28, 29, 30, 3, 3, 3, 3, 3, 3, 3,
        3);
    memcpy(p, &packed, 24);
}

/// Two by two RGB pixels blended with weights of 1/32 along each side, rounded half up to whole levels; lane 3 is no use.
/// Reads 8 bytes at `upper` and at `lower`.
CV_INLINE cv_f4 cv_blend_rgb(
    const uint8_t *_Nonnull upper, const uint8_t *_Nonnull lower, int32_t right, int32_t down) {
    typedef int32_t i4 __attribute__((ext_vector_type(4)));
#if defined(__SSSE3__)
    typedef char c16 __attribute__((vector_size(16)));
    typedef short s8 __attribute__((vector_size(16)));
    typedef long long q2 __attribute__((vector_size(16)));
    long long u, l;
    memcpy(&u, upper, 8);
    memcpy(&l, lower, 8);
    // Each channel beside that of the pixel right of it; weights (32 − w, w) are one number, 32 + w · (2ⁿ − 1).
    c16 pairs = __builtin_ia32_pshufb128(
        (c16)(q2){u, l}, (c16){0, 3, 1, 4, 2, 5, -1, -1, 8, 11, 9, 12, 10, 13, -1, -1});
    c16 across = (c16)((i4)((32 + right * 0xFF) * 0x10001));
    // At most 255 · 32, so 16 bits hold it.
    s8 rows = __builtin_ia32_pmaddubsw128(pairs, across);
    s8 columns = __builtin_shufflevector(rows, rows, 0, 4, 1, 5, 2, 6, 3, 7);
    i4 sum = (i4)__builtin_ia32_pmaddwd128(columns, (s8)((i4)(32 + down * 0xFFFF)));
#else
    typedef int16_t s8 __attribute__((ext_vector_type(8)));
    cv_u8x8 u, l;
    memcpy(&u, upper, 8);
    memcpy(&l, lower, 8);
    s8 above = __builtin_convertvector(u, s8), below = __builtin_convertvector(l, s8);
    s8 rows = above * (s8)(32) + (below - above) * (s8)((int16_t)down);
    s8 pairs = __builtin_shufflevector(rows, rows, 0, 3, 1, 4, 2, 5, 5, 5);
    i4 sum = __builtin_convertvector(pairs.even, i4) * (32 - right) + __builtin_convertvector(pairs.odd, i4) * right;
#endif
    return __builtin_convertvector((sum + 512) >> 10, cv_f4);
}

/// The means of two boxes of two by two RGB pixels, rounded half up. Reads 16 bytes at `upper` and at `lower`, of which
/// 12 count; writes 8, of which 6 count.
CV_INLINE void cv_halve_rgb(const uint8_t *_Nonnull upper, const uint8_t *_Nonnull lower, uint8_t *_Nonnull target) {
    typedef uint8_t u16 __attribute__((ext_vector_type(16)));
    typedef uint16_t s8 __attribute__((ext_vector_type(8)));
    u16 u, l;
    memcpy(&u, upper, 16);
    memcpy(&l, lower, 16);
#define CV_WIDE(v, a, b, c, d, e, f) \
    __builtin_convertvector(__builtin_shufflevector(v, v, a, b, c, d, e, f, f, f), s8)
    s8 sum = CV_WIDE(u, 0, 1, 2, 6, 7, 8) + CV_WIDE(u, 3, 4, 5, 9, 10, 11)
        + CV_WIDE(l, 0, 1, 2, 6, 7, 8) + CV_WIDE(l, 3, 4, 5, 9, 10, 11);
#undef CV_WIDE
    cv_u8x8 mean = __builtin_convertvector((sum + 2) >> 2, cv_u8x8);
    memcpy(target, &mean, 8);
}

/// Unaligned store of 4 floats.
CV_INLINE void cv_store4(float *_Nonnull p, cv_f4 v) { memcpy(p, &v, 16); }

/// a·b + c; one rounding where the processor has it.
CV_INLINE cv_f4 cv_fma4(cv_f4 a, cv_f4 b, cv_f4 c) {
#if defined(__FMA__) || defined(__aarch64__)
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}

/// Unaligned load of 8 half-precision floats, widened. Byte order is the machine's.
CV_INLINE cv_f8 cv_load_f16(const void *_Nonnull p) {
    typedef _Float16 cv_h8 __attribute__((ext_vector_type(8)));
    cv_h8 v;
    memcpy(&v, p, 16);
    return __builtin_convertvector(v, cv_f8);
}

/// The number that 16 bits stand for at half precision.
CV_INLINE float cv_float_of_half(uint16_t bits) {
    _Float16 half;
    memcpy(&half, &bits, 2);
    return (float)half;
}

/// Turns a square of 8×8: `r[k]` becomes column k of `target`, whose rows lie `target_step` floats apart.
CV_INLINE void cv_store_columns(const cv_f8 *_Nonnull r, float *_Nonnull target, ptrdiff_t target_step) {
    cv_f8 p[8], q[8];
    for (int k = 0; k < 8; k += 2) {
        p[k] = __builtin_shufflevector(r[k], r[k + 1], 0, 8, 1, 9, 4, 12, 5, 13);
        p[k + 1] = __builtin_shufflevector(r[k], r[k + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }
    for (int k = 0; k < 8; k += 4) {
        for (int j = 0; j < 2; j++) {
            q[k + 2 * j] = __builtin_shufflevector(p[k + j], p[k + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
            q[k + 2 * j + 1] = __builtin_shufflevector(p[k + j], p[k + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
        }
    }
    for (int k = 0; k < 4; k++) {
        cv_store(target + k * target_step, __builtin_shufflevector(q[k], q[k + 4], 0, 1, 2, 3, 8, 9, 10, 11));
        cv_store(target + (k + 4) * target_step, __builtin_shufflevector(q[k], q[k + 4], 4, 5, 6, 7, 12, 13, 14, 15));
    }
}

/// Eight rows of 8 numbers, `step` numbers apart, at half or single precision and at any address, become the columns of
/// `target`.
CV_INLINE void cv_transpose_f16(
    const void *_Nonnull source, ptrdiff_t step, float *_Nonnull target, ptrdiff_t target_step) {
    cv_f8 r[8];
    for (int k = 0; k < 8; k++) r[k] = cv_load_f16((const char *)source + 2 * k * step);
    cv_store_columns(r, target, target_step);
}
CV_INLINE void cv_transpose_f32(
    const void *_Nonnull source, ptrdiff_t step, float *_Nonnull target, ptrdiff_t target_step) {
    cv_f8 r[8];
    for (int k = 0; k < 8; k++) memcpy(&r[k], (const char *)source + 4 * k * step, 32);
    cv_store_columns(r, target, target_step);
}

#endif
