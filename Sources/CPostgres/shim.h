/// libpq's letters for parts of an error are macros Swift cannot import; as constants it can.
#ifndef CPOSTGRES_SHIM_H
#define CPOSTGRES_SHIM_H
#include <libpq-fe.h>
static const int kDiagnosticState = PG_DIAG_SQLSTATE;
static const int kDiagnosticMessage = PG_DIAG_MESSAGE_PRIMARY;
static const int kDiagnosticConstraint = PG_DIAG_CONSTRAINT_NAME;
#endif
