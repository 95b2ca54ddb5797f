#include "CWide.h"

// CIEDE2000 of many colours to one: `CIEDE2000Kernel` of ColorKernels, sixteen colours at a time.

// The twins in Swift fuse multiply and add from x86-64-v3 on.
#if defined(__x86_64__) && defined(__FMA__)

#include "wide.h"

typedef __m512 f;

WIDE_INLINE f splat(float x) { return _mm512_set1_ps(x); }
WIDE_INLINE f mul(f a, f b) { return _mm512_mul_ps(a, b); }
WIDE_INLINE f add(f a, f b) { return _mm512_add_ps(a, b); }
WIDE_INLINE f sub(f a, f b) { return _mm512_sub_ps(a, b); }
WIDE_INLINE f fma16(f a, f b, f c) { return _mm512_fmadd_ps(a, b, c); }
WIDE_INLINE f root(f a) { return _mm512_sqrt_ps(a); }
WIDE_INLINE f length(f a, f b) { return root(fma16(a, a, mul(b, b))); }

/// (c / 25)⁷, for c up to 4096.
WIDE_INLINE f seventh_power(f c) {
    f x = mul(_mm512_min_ps(c, splat(4096)), splat((float)(1.0 / 25)));
    f x2 = mul(x, x);
    return mul(mul(x2, x2), mul(x2, x));
}

WIDE_INLINE f saturated(f seventh) { return root(_mm512_div_ps(seventh, add(seventh, splat(1)))); }

WIDE_INLINE f negated(f value, __m512i sign) {
    return _mm512_castsi512_ps(_mm512_xor_si512(_mm512_castps_si512(value), sign));
}

/// What the second part hands to the third.
typedef struct {
    f chroma0, chroma1, hue_step, cosine, sine;
} geometry;

/// The second part: the two colours' places in the stretched plane.
WIDE_INLINE geometry placed(f a, f b, f other_a, f other_b, f stretch) {
    f a0 = mul(a, stretch), b0 = b, a1 = mul(other_a, stretch), b1 = other_b;
    f c0 = length(a0, b0), c1 = length(a1, b1);
    // Products without fused rounding, so that equal colours cancel exactly and opposed ones tie exactly.
    f cross = sub(mul(a, b1), mul(other_a, b0));
    f dot = fma16(a0, a1, mul(b0, b1));
    f product = mul(c0, c1);
    f half_span = root(mul(splat(0.5f), add(_mm512_abs_ps(dot), product)));
    f product_root = root(product);
    f half = _mm512_div_ps(splat(0.5f), _mm512_max_ps(mul(product_root, half_span), splat(1e-30f)));
    f a_side1 = mul(a1, c0), a_side0 = mul(a0, c1), b_side1 = mul(b1, c0), b_side0 = mul(b0, c1);
    geometry g = {
        c0, c1, mul(mul(cross, add(stretch, stretch)), mul(product_root, half)),
        mul(add(a_side1, a_side0), half), mul(add(b_side1, b_side0), half)};

    // Hues more than 90° apart; sixteen pairs of skin colours hold none.
    __mmask16 far = _mm512_cmp_ps_mask(dot, _mm512_setzero_ps(), _CMP_LT_OQ);
    if (far == 0) return g;
    __m512i sign_bit = _mm512_set1_epi32(INT32_MIN);
    // The hue step's sign. On a tie h₁ − h₀ decides, and of two opposed hues the greater has b < 0, or lies on −a.
    f tie = _mm512_mask_mov_ps(
        negated(b1, sign_bit), _mm512_cmp_ps_mask(b1, _mm512_setzero_ps(), _CMP_EQ_OQ), negated(other_a, sign_bit));
    f turn = _mm512_mask_mov_ps(cross, _mm512_cmp_ps_mask(cross, _mm512_setzero_ps(), _CMP_EQ_OQ), tie);
    __m512i sign = _mm512_and_si512(_mm512_castps_si512(turn), sign_bit);
    f turned = negated(half, sign);
    g.hue_step = _mm512_mask_mov_ps(g.hue_step, far, negated(add(half_span, half_span), sign));
    g.cosine = _mm512_mask_mov_ps(g.cosine, far, mul(sub(b_side1, b_side0), turned));
    g.sine = _mm512_mask_mov_ps(g.sine, far, mul(sub(a_side0, a_side1), turned));
    return g;
}

/// T, as `hueWeight` of the twin gathers its terms.
WIDE_INLINE f hue_weight(f cosine, f sine) {
    const double cos30 = 0.8660254037844386, sin30 = 0.5, cos6 = 0.9945218953682733, sin6 = 0.1045284632676535;
    const double cos63 = 0.4539904997395468, sin63 = 0.8910065241883679;
    f twice = add(cosine, cosine);
    f cosine2 = fma16(twice, cosine, splat(-1)), sine2 = mul(twice, sine);
    f along_cosine = fma16(cosine2, splat((float)(0.64 * cos6)), splat((float)(-0.17 * cos30 - 0.32 * cos6)));
    f along_sine = fma16(cosine2, splat((float)(-0.64 * sin6)), splat((float)(-0.17 * sin30 - 0.32 * sin6)));
    f along_cosine2 = fma16(
        cosine2, splat((float)(-0.4 * cos63)), fma16(sine2, splat((float)(-0.4 * sin63)), splat(0.24f)));
    return fma16(
        cosine, along_cosine,
        fma16(sine, along_sine, fma16(cosine2, along_cosine2, splat((float)(1 + 0.2 * cos63)))));
}

/// sin 2Δθ, as `rotationSine` of the twin has it; `is_near` where blue is within reach.
WIDE_INLINE f rotation_sine(f u, __mmask16 is_near) {
    f x = _mm512_max_ps(u, _mm512_setzero_ps());
    f eighth = fma16(splat(0.015497856f), x, splat(-0.14766841f));
    eighth = fma16(eighth, x, splat(0.64318913f));
    eighth = fma16(eighth, x, splat(-1.313118f));
    eighth = fma16(eighth, x, splat(1));
    f fourth = mul(eighth, eighth), half = mul(fourth, fourth);
    f bell = _mm512_maskz_mul_ps(is_near, half, half);
    f q = mul(bell, bell);
    f ratio = fma16(splat(-2.6476613e-4f), q, splat(0.010487606f));
    ratio = fma16(ratio, q, splat(-0.19139487f));
    ratio = fma16(ratio, q, splat(1.0471975f));
    return mul(ratio, bell);
}

/// The third part: weights and sum.
WIDE_INLINE f distance(f lightness, f other, geometry g) {
    f one = splat(1);
    f chroma = mul(add(g.chroma0, g.chroma1), splat(0.5f));
    f offset = fma16(add(other, lightness), splat(0.5f), splat(-50));
    f squared = mul(offset, offset);
    f lightness_root = root(add(squared, splat(20)));
    f weight_l = fma16(splat(0.015f), squared, lightness_root);
    f weight_c = fma16(splat(0.045f), chroma, one);
    f weight_h = fma16(mul(splat(0.015f), chroma), hue_weight(g.cosine, g.sine), one);
    f lc = mul(weight_l, weight_c);
    f inverse = _mm512_div_ps(one, mul(lc, weight_h));
    f inverse_lc = mul(inverse, weight_h);
    f l = mul(mul(sub(other, lightness), lightness_root), mul(inverse_lc, weight_c));
    f c = mul(sub(g.chroma1, g.chroma0), mul(inverse_lc, weight_l));
    f h = mul(g.hue_step, mul(inverse, lc));
    f square = fma16(l, l, fma16(c, c, mul(h, h)));
    // 1 − cos(h − 275°)
    f bend = fma16(
        g.cosine, splat((float)-0.0871557427476582), fma16(g.sine, splat((float)0.9961946980917455), one));
    __mmask16 is_near = _mm512_cmp_ps_mask(bend, splat(1.2f), _CMP_LT_OQ);
    if (is_near != 0) {
        f rotation = mul(mul(splat(-2), saturated(seventh_power(chroma))), rotation_sine(bend, is_near));
        square = fma16(mul(rotation, c), h, square);
    }
    // Zero first: what is no number comes through instead of passing for a perfect match.
    return root(_mm512_max_ps(_mm512_setzero_ps(), square));
}

enum { batch = 12 };

/// Bound by the one unit for square roots and divisions: ten for sixteen pairs of skin colours, eleven where the
/// colours' own chroma is not known.
///
/// Three passes over a batch, for the twin's reason.
WIDE void cwide_ciede2000(
    float l0, float a0, float b0, const float *lightness, const float *a, const float *b, const float *chroma,
    ptrdiff_t blocks, float *output) {
    f own_lightness = splat(l0), own_a = splat(a0), own_b = splat(b0), own = length(own_a, own_b);
    geometry places[batch];
    for (ptrdiff_t first = 0; first < blocks; first += batch) {
        ptrdiff_t count = blocks - first < batch ? blocks - first : batch;
        f stretch[batch];
        for (ptrdiff_t k = 0; k < count; k++) {
            ptrdiff_t i = 16 * (first + k);
            f other = chroma ? _mm512_loadu_ps(chroma + i)
                             : length(_mm512_loadu_ps(a + i), _mm512_loadu_ps(b + i));
            f mean = mul(add(own, other), splat(0.5f));
            stretch[k] = fma16(splat(-0.5f), saturated(seventh_power(mean)), splat(1.5f));
        }
        for (ptrdiff_t k = 0; k < count; k++) {
            ptrdiff_t i = 16 * (first + k);
            places[k] = placed(own_a, own_b, _mm512_loadu_ps(a + i), _mm512_loadu_ps(b + i), stretch[k]);
        }
        for (ptrdiff_t k = 0; k < count; k++) {
            ptrdiff_t i = 16 * (first + k);
            _mm512_storeu_ps(output + i, distance(own_lightness, _mm512_loadu_ps(lightness + i), places[k]));
        }
    }
}

#else

void cwide_ciede2000(
    float l0, float a0, float b0, const float *lightness, const float *a, const float *b, const float *chroma,
    ptrdiff_t blocks, float *output) {
    (void)l0, (void)a0, (void)b0, (void)lightness, (void)a, (void)b, (void)chroma, (void)blocks, (void)output;
}

#endif
