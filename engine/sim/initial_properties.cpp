#include "engine/sim/initial_properties.h"

#include <cassert>

namespace gemba::sim {
namespace {

/// What the key says that the property starts as.
double initialOf(const twin::Device& device, const twin::PropertyInfo& property,
                 twin::KeyType type) {
    if (type == twin::KeyType::boolean)
        return device.boolean(property.fromKey) ? 1.0 : 0.0;
    if (type != twin::KeyType::numberList)
        return device.number(property.fromKey);
    const std::vector<double>& list = device.numbers(property.fromKey);
    return property.element < list.size() ? list[property.element] : property.initial;
}

}  // namespace

std::vector<double> initialProperties(const twin::Twin& twin) {
    std::vector<double> out(twin.propertyCount, 0.0);
    for (const twin::Device& device : twin.devices) {
        const auto& properties = device.info().properties;
        for (uint32_t p = 0; p < properties.size(); ++p) {
            double initial = properties[p].initial;
            if (!properties[p].fromKey.empty()) {
                const auto key = twin::findKey(device.info(), properties[p].fromKey);
                assert(key);
                initial = initialOf(device, properties[p], device.info().keys[*key].type);
            }
            out[device.firstProperty + p] = initial;
        }
    }
    return out;
}

}  // namespace gemba::sim
