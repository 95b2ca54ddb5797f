/// What a function built for 512-bit vectors carries.
#ifndef WIDE_H
#define WIDE_H

#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,fma")))
#define WIDE_INLINE static inline __attribute__((always_inline)) WIDE

#endif
