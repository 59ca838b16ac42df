// The packs that travel inside the binary. `#embed` is C23; SwiftPM's own way of embedding takes 45 s for 200 KB.
#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CPackFiles.h"

static const unsigned char checkout_binding[] = {
#embed "files/checkout/binding.yaml"
};
static const unsigned char checkout_openapi[] = {
#embed "files/checkout/openapi.yaml"
};
static const unsigned char checkout_stories[] = {
#embed "files/checkout/stories.yaml"
};
static const unsigned char identomat_binding[] = {
#embed "files/identomat/binding.yaml"
};
static const unsigned char identomat_openapi[] = {
#embed "files/identomat/openapi.yaml"
};
static const unsigned char identomat_stories[] = {
#embed "files/identomat/stories.yaml"
};
static const unsigned char idmeta_binding[] = {
#embed "files/idmeta/binding.yaml"
};
static const unsigned char idmeta_openapi[] = {
#embed "files/idmeta/openapi.yaml"
};
static const unsigned char idmeta_stories[] = {
#embed "files/idmeta/stories.yaml"
};
static const unsigned char idenfy_binding[] = {
#embed "files/idenfy/binding.yaml"
};
static const unsigned char idenfy_openapi[] = {
#embed "files/idenfy/openapi.yaml"
};
static const unsigned char idenfy_stories[] = {
#embed "files/idenfy/stories.yaml"
};

static const pack_file files[] = {
    {"checkout", "binding.yaml", checkout_binding, sizeof checkout_binding},
    {"checkout", "openapi.yaml", checkout_openapi, sizeof checkout_openapi},
    {"checkout", "stories.yaml", checkout_stories, sizeof checkout_stories},
    {"idenfy", "binding.yaml", idenfy_binding, sizeof idenfy_binding},
    {"idenfy", "openapi.yaml", idenfy_openapi, sizeof idenfy_openapi},
    {"idenfy", "stories.yaml", idenfy_stories, sizeof idenfy_stories},
    {"identomat", "binding.yaml", identomat_binding, sizeof identomat_binding},
    {"identomat", "openapi.yaml", identomat_openapi, sizeof identomat_openapi},
    {"identomat", "stories.yaml", identomat_stories, sizeof identomat_stories},
    {"idmeta", "binding.yaml", idmeta_binding, sizeof idmeta_binding},
    {"idmeta", "openapi.yaml", idmeta_openapi, sizeof idmeta_openapi},
    {"idmeta", "stories.yaml", idmeta_stories, sizeof idmeta_stories},
};

size_t pack_file_count(void) { return sizeof files / sizeof files[0]; }

pack_file pack_file_at(size_t index) {
    pack_file none = {0};
    return index < pack_file_count() ? files[index] : none;
}
