/* Compiled before each C++ file of the SQLite driver: takes from Node's ObjectWrap the hooks that abort. See docs/decisions/0029. */
#include <node.h>
#define AddEnvironmentCleanupHook(...) ((void)0)
#define RemoveEnvironmentCleanupHook(...) ((void)0)
#include <node_object_wrap.h>
#undef AddEnvironmentCleanupHook
#undef RemoveEnvironmentCleanupHook
