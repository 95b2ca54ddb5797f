// Runs before main and before any vector code: a clear sentence instead of an illegal instruction.
// Compiled without the vector flags' help: it uses nothing newer than the baseline x86-64.
#include "CVector.h"

#if defined(__x86_64__) && defined(__AVX2__)
#include <cpuid.h>
#include <unistd.h>

static int has_avx2_and_fma(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
    const unsigned needed = bit_FMA | bit_AVX | bit_OSXSAVE;
    if ((c & needed) != needed) return 0;
    unsigned low, high;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    if ((low & 6) != 6) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_AVX2) != 0;
}

__attribute__((constructor(101))) static void check_cpu(void) {
    if (has_avx2_and_fma()) return;
    static const char message[] =
        "shadewise: this machine's processor lacks AVX2 or FMA. Build with SHADEWISE_CPU=x86-64-v2 for older machines.\n";
    ssize_t ignored = write(2, message, sizeof message - 1);
    (void)ignored;
    _exit(2);
}
#endif
