#include "engine/twin/twin.h"

#include <algorithm>

namespace gemba::twin {
namespace {

template <class T>
const T& valueOf(const Device& device, std::string_view key) {
    return std::get<T>(device.values[findKey(device.info(), key).value()]);
}

/// Index of the element with this id in a list by id, or -1.
template <class T>
int32_t findById(const std::vector<T>& list, std::string_view id) {
    const auto found = std::lower_bound(list.begin(), list.end(), id,
                                        [](const T& a, std::string_view b) { return a.id < b; });
    if (found == list.end() || found->id != id)
        return -1;
    return static_cast<int32_t>(found - list.begin());
}

}  // namespace

double Device::number(std::string_view key) const {
    return valueOf<double>(*this, key);
}

bool Device::boolean(std::string_view key) const {
    return valueOf<bool>(*this, key);
}

const std::string& Device::text(std::string_view key) const {
    return valueOf<std::string>(*this, key);
}

const Vec3& Device::vec3(std::string_view key) const {
    return valueOf<Vec3>(*this, key);
}

const std::vector<std::string>& Device::list(std::string_view key) const {
    return valueOf<std::vector<std::string>>(*this, key);
}

const std::vector<double>& Device::numbers(std::string_view key) const {
    return valueOf<std::vector<double>>(*this, key);
}

int32_t Twin::findDevice(std::string_view id) const {
    return findById(devices, id);
}

int32_t Twin::findItem(std::string_view id) const {
    return findById(items, id);
}

std::optional<PropertyRef> Twin::findProperty(std::string_view deviceDotProperty) const {
    const size_t dot = deviceDotProperty.find('.');
    const int32_t device = findDevice(deviceDotProperty.substr(0, dot));
    if (device < 0 || dot == std::string_view::npos)
        return std::nullopt;
    const KindInfo& kind = devices[static_cast<size_t>(device)].info();
    const auto property = twin::findProperty(kind, deviceDotProperty.substr(dot + 1));
    if (!property)
        return std::nullopt;
    return PropertyRef{static_cast<uint32_t>(device), *property};
}

std::string Twin::propertyName(PropertyRef ref) const {
    return devices[ref.device].id + "." + std::string(info(ref).name);
}

}  // namespace gemba::twin
