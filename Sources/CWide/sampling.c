#include "CWide.h"

// A turned square of a picture, read bilinearly: `RegionSampler` of FaceMesh, eight samples at a time.

// The twin in Swift fuses multiply and add from x86-64-v3 on.
#if defined(__x86_64__) && defined(__FMA__)

#include "wide.h"

/// Along one side of the picture: the first of a sample's two pixels, and the weights of both in 1/32.
typedef struct {
    __m512i first, near, far;
} neighbours;

/// Samples whose pixels may lie outside, `last` being the last place a pair inside begins: the pair is moved inside,
/// and what it shows there is weighed as what is asked for.
WIDE_INLINE neighbours moved_inside(neighbours pair, __m512i last, bool is_repeated) {
    const __m512i zero = _mm512_setzero_si512(), whole = _mm512_set1_epi64(32);
    __m512i first = pair.first, near = pair.near, far = pair.far;
    __mmask8 before = _mm512_cmplt_epi64_mask(first, zero), after = _mm512_cmpgt_epi64_mask(first, last);
    __m512i inside = _mm512_max_epi64(_mm512_min_epi64(first, last), zero);
    if (is_repeated) {
        near = _mm512_mask_mov_epi64(_mm512_mask_mov_epi64(near, before, whole), after, zero);
        far = _mm512_mask_mov_epi64(_mm512_mask_mov_epi64(far, before, zero), after, whole);
    } else {
        // One step outside, half of the pair is still in the picture: the other half of the pair moved there.
        __mmask8 touches_start = _mm512_cmpeq_epi64_mask(first, _mm512_set1_epi64(-1));
        __mmask8 touches_end = _mm512_cmpeq_epi64_mask(first, _mm512_add_epi64(last, _mm512_set1_epi64(1)));
        __mmask8 outside = before | after;
        __m512i start = far, end = near;
        near = _mm512_mask_mov_epi64(_mm512_mask_mov_epi64(near, outside, zero), touches_start, start);
        far = _mm512_mask_mov_epi64(_mm512_mask_mov_epi64(far, outside, zero), touches_end, end);
    }
    return (neighbours){inside, near, far};
}

WIDE_INLINE neighbours of_place(__m512i place) {
    __m512i far = _mm512_and_si512(place, _mm512_set1_epi64(31));
    return (neighbours){_mm512_srai_epi64(place, 5), _mm512_sub_epi64(_mm512_set1_epi64(32), far), far};
}

/// Half to even, as the twin rounds: 1.5·2⁵² leaves no fraction bits, and what its own bits leave is the number.
WIDE_INLINE __m512i rounded(__m512d value) {
    const __m512d shift = _mm512_set1_pd(6755399441055744.0);
    return _mm512_sub_epi64(_mm512_castpd_si512(_mm512_add_pd(value, shift)), _mm512_castpd_si512(shift));
}

/// Blends the upper and the lower pairs of pixels, rows first; bytes R G B R G B in each 64 bits. Gives the even
/// samples and the odd ones, four floats each.
WIDE_INLINE void blend(__m512i upper, __m512i lower, neighbours across, neighbours down, __m512 *even, __m512 *odd) {
    const __m512i channels = _mm512_broadcast_i32x4(
        _mm_setr_epi8(0, 3, 1, 4, 2, 5, -1, -1, 8, 11, 9, 12, 10, 13, -1, -1));
    const __m512i spread = _mm512_broadcast_i32x4(_mm_setr_epi8(0, 1, 0, 1, 0, 1, 0, 1, 8, 9, 8, 9, 8, 9, 8, 9));
    const __m512i half = _mm512_set1_epi32(512);
    __m512i weights = _mm512_shuffle_epi8(_mm512_or_si512(across.near, _mm512_slli_epi64(across.far, 8)), spread);
    // At most 255 · 32, so 16 bits hold it.
    upper = _mm512_maddubs_epi16(_mm512_shuffle_epi8(upper, channels), weights);
    lower = _mm512_maddubs_epi16(_mm512_shuffle_epi8(lower, channels), weights);
    weights = _mm512_or_si512(down.near, _mm512_slli_epi64(down.far, 16));
    __m512i first = _mm512_madd_epi16(_mm512_unpacklo_epi16(upper, lower), _mm512_shuffle_epi32(weights, 0x00));
    __m512i second = _mm512_madd_epi16(_mm512_unpackhi_epi16(upper, lower), _mm512_shuffle_epi32(weights, 0xAA));
    *even = _mm512_cvtepi32_ps(_mm512_srai_epi32(_mm512_add_epi32(first, half), 10));
    *odd = _mm512_cvtepi32_ps(_mm512_srai_epi32(_mm512_add_epi32(second, half), 10));
}

/// Eight words from eight places. By scalar loads, because gathers bear cache misses badly: they take the same time for
/// a picture in L2, a tenth more for one in L3.
WIDE_INLINE __m512i words(const uint8_t *pixels, __m512i places) {
    int64_t place[8];
    __m128i pair[4];
    _mm512_storeu_si512(place, places);
    for (int k = 0; k < 4; k++) {
        __m128d first = _mm_load_sd((const double *)(pixels + place[2 * k]));
        pair[k] = _mm_castpd_si128(_mm_loadh_pd(first, (const double *)(pixels + place[2 * k + 1])));
    }
    __m256i low = _mm256_inserti128_si256(_mm256_castsi128_si256(pair[0]), pair[1], 1);
    __m256i high = _mm256_inserti128_si256(_mm256_castsi128_si256(pair[2]), pair[3], 1);
    return _mm512_inserti64x4(_mm512_castsi256_si512(low), high, 1);
}

/// Bound by loads where the picture is not at hand, else by some 60 operations for eight samples on two vector ports.
WIDE void cwide_sample_row(const cwide_picture *picture, const cwide_line *line, float *target, ptrdiff_t count) {
    const ptrdiff_t row_bytes = 3 * (ptrdiff_t)picture->width, bytes = row_bytes * picture->height;
    const __m512i stride = _mm512_set1_epi64(row_bytes), three = _mm512_set1_epi64(3);
    const __m512i last_column = _mm512_set1_epi64(picture->width - 2);
    const __m512i last_row = _mm512_set1_epi64(picture->height - 2);
    // Eight bytes are read where six are needed.
    const __m512i last_index = _mm512_set1_epi64(bytes - 8);
    const __m512d start_x = _mm512_set1_pd(line->x), step_x = _mm512_set1_pd(line->step_x);
    const __m512d start_y = _mm512_set1_pd(line->y), step_y = _mm512_set1_pd(line->step_y);
    const __m512 scale = _mm512_set1_ps(line->scale), offset = _mm512_set1_ps(line->offset);
    const __m512i pack = _mm512_setr_epi32(0, 1, 2, 16, 17, 18, 4, 5, 6, 20, 21, 22, 8, 9, 10, 24);
    const __m512i rest = _mm512_setr_epi32(25, 26, 12, 13, 14, 28, 29, 30, 0, 0, 0, 0, 0, 0, 0, 0);
    __m512d column = _mm512_setr_pd(0, 1, 2, 3, 4, 5, 6, 7);
    for (ptrdiff_t k = 0; k < count; k += 8) {
        __m512i x = rounded(_mm512_add_pd(start_x, _mm512_mul_pd(step_x, column)));
        __m512i y = rounded(_mm512_add_pd(start_y, _mm512_mul_pd(step_y, column)));
        column = _mm512_add_pd(column, _mm512_set1_pd(8));
        neighbours across = of_place(x), down = of_place(y);
        // Negative places are large as unsigned ones.
        __mmask8 inside =
            _mm512_cmple_epu64_mask(across.first, last_column) & _mm512_cmple_epu64_mask(down.first, last_row);
        if (inside != 0xFF) {
            across = moved_inside(across, last_column, picture->is_repeated);
            down = moved_inside(down, last_row, picture->is_repeated);
        }
        // Sides below 2³² by a row's bytes below 2³².
        __m512i upper = _mm512_add_epi64(_mm512_mul_epu32(down.first, stride), _mm512_mul_epu32(across.first, three));
        __m512i lower = _mm512_add_epi64(upper, stride);
        // The last pair of the last row is read from two bytes earlier.
        __m512i safe = _mm512_min_epi64(lower, last_index);
        __m512i excess = _mm512_slli_epi64(_mm512_sub_epi64(lower, safe), 3);
        __m512 even, odd;
        blend(
            words(picture->pixels, upper),
            _mm512_srlv_epi64(words(picture->pixels, safe), excess), across, down, &even, &odd);
        even = _mm512_fmadd_ps(even, scale, offset);
        odd = _mm512_fmadd_ps(odd, scale, offset);
        _mm512_storeu_ps(target + 3 * k, _mm512_permutex2var_ps(even, pack, odd));
        _mm256_storeu_ps(target + 3 * k + 16, _mm512_castps512_ps256(_mm512_permutex2var_ps(even, rest, odd)));
    }
}

#else

void cwide_sample_row(const cwide_picture *picture, const cwide_line *line, float *target, ptrdiff_t count) {
    (void)picture, (void)line, (void)target, (void)count;
}

#endif
