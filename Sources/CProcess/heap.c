#define _GNU_SOURCE
#include "CProcess.h"

// Also tells whether this is glibc.
#include <stdlib.h>

#ifdef __GLIBC__

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/// What the heap grows by: about what one photo needs, decoding apart.
static const intptr_t growth = 24 << 20;
static const intptr_t large_page = 2 << 20;

static void *volatile unused;

void cprocess_prepare_heap(void) {
    // The most that glibc takes.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
    mallopt(M_TOP_PAD, (int)growth);
    // More than is left of what the C library started with, so that the heap grows now; large pages serve what it
    // grew by, at one fault for 2 MB.
    void *volatile block = malloc(1 << 20);
    intptr_t rest = (intptr_t)block;
    free(block);
    intptr_t end = (intptr_t)sbrk(0);
    intptr_t start = (rest + large_page - 1) / large_page * large_page;
    // Another allocator's block may lie anywhere.
    if (!rest || start >= end) return;
    madvise((void *)start, (size_t)(end - start), MADV_HUGEPAGE);
    // Taken for good and never touched: the small pages before the first large one, where the photo would come to lie.
    // Malloc's headers and its rounding take less than a cache line, and must not reach the large page.
    if (start - rest > 64) unused = malloc((size_t)(start - rest - 64));
}

#else

void cprocess_prepare_heap(void) {}

#endif
