/// Settings of the whole process that Swift cannot reach.
#ifndef CPROCESS_H
#define CPROCESS_H

/// Lets the heap keep what is freed and grow by large pages; call it once, before the first thread.
///
/// glibc gives blocks above 128 kB back to the system as soon as they are freed and faults them in again, 4 kB at a
/// time, at the next use. A photo's planes are a few such blocks, used for a millisecond each: faults took a sixth of
/// a photo's time. Does nothing under another C library.
void cprocess_prepare_heap(void);

#endif
