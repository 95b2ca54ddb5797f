// Runs before main and before any vector code: a clear sentence instead of an illegal instruction.
//
// The whole package is compiled for a newer processor, this file too; the attribute below takes that back, so that
// nothing here needs more than the x86-64 of 2003.
#if defined(__x86_64__) && defined(__AVX2__)
#pragma clang attribute push(__attribute__((target("arch=x86-64"))), apply_to = function)
#include <cpuid.h>
#include <unistd.h>

/// Whether the processor and the operating system offer what x86-64-v3 adds to x86-64-v2.
static int has_level_3(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
    const unsigned needed = bit_FMA | bit_AVX | bit_OSXSAVE | bit_MOVBE | bit_F16C;
    if ((c & needed) != needed) return 0;
    // The operating system saves the upper halves of the vector registers: state bits 1 (SSE) and 2 (AVX).
    unsigned low, high;
    __asm__ volatile("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    if ((low & 6) != 6) return 0;
    const unsigned extended = bit_AVX2 | bit_BMI | bit_BMI2;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || (b & extended) != extended) return 0;
    return __get_cpuid(0x80000001, &a, &b, &c, &d) && (c & bit_LZCNT) != 0;
}

/// 101 is the first priority open to programs: before any constructor of the package's own.
__attribute__((constructor(101))) static void check_cpu(void) {
    if (has_level_3()) return;
    static const char message[] =
        "shadewise: this machine's processor lacks AVX2, FMA or another part of x86-64-v3.\n"
        "Build with SHADEWISE_CPU=x86-64-v2 for older machines.\n";
    ssize_t ignored = write(2, message, sizeof message - 1);
    (void)ignored;
    _exit(2);
}
#pragma clang attribute pop
#endif

// A translation unit may not be empty.
typedef int shadewise_cpu_check;
