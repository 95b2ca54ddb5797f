/// lcms2's pixel formats are macros Swift cannot import; as constants it can.
#ifndef CLITTLECMS_SHIM_H
#define CLITTLECMS_SHIM_H
#include <lcms2.h>
static const cmsUInt32Number kTypeRGB8 = TYPE_RGB_8;
static const cmsUInt32Number kTypeRGB16 = TYPE_RGB_16;
/// The fourth byte, alpha, is stepped over.
static const cmsUInt32Number kTypeRGBA8 = TYPE_RGBA_8;
static const cmsUInt32Number kTypeRGBA16 = TYPE_RGBA_16;
static const cmsUInt32Number kTypeGray8 = TYPE_GRAY_8;
static const cmsUInt32Number kTypeGray16 = TYPE_GRAY_16;
static const cmsUInt32Number kTypeCMYK8 = TYPE_CMYK_8;
static const cmsUInt32Number kTypeCMYK8Reversed = TYPE_CMYK_8_REV;
#endif
