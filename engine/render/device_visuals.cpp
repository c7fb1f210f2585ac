#include "engine/render/device_visuals.h"

#include <algorithm>
#include <cmath>

namespace gemba::render {
namespace {

// The colours of a line: calm machine greys, one accent.
constexpr uint32_t kBelt = 0xff3a3632u;  // near black, as bytes A B G R
constexpr uint32_t kRail = 0xffb8b2aau;  // aluminium
constexpr uint32_t kLeg = 0xff8a8178u;
constexpr uint32_t kHousing = 0xff2f7fe8u;  // orange
constexpr uint32_t kBlade = 0xff28b8f0u;    // yellow
constexpr uint32_t kPlate = 0xff28b8f0u;
constexpr uint32_t kPlatform = 0xffcac6c0u;
constexpr double kBladeThickness = 0.03;  // m

}  // namespace

double beltWidth(const twin::Twin& twin, const twin::Device& device) {
    if (device.on < 0 || static_cast<size_t>(device.on) >= twin.devices.size())
        return 0.6;
    return twin.devices[device.on].vec3("size").y;
}

Beam beamOf(const twin::Twin& twin, const twin::Device& eye) {
    const double own = eye.number("width");
    const double half = 0.5 * (own > 0.0 ? own : beltWidth(twin, eye) + 0.2);
    const double height = eye.number("height");
    return {eye.worldFromDevice * Vec3(0.0, -half, height),
            eye.worldFromDevice * Vec3(0.0, half, height)};
}

Vec3 partSize(const twin::Twin& twin, const twin::Device& device) {
    if (device.is("pusher") || device.is("agv"))
        return device.vec3("size");
    const double own = device.number("width");
    return {kBladeThickness, own > 0.0 ? own : beltWidth(twin, device), device.number("height")};
}

Vec3 partCenter(const twin::Device& device) {
    return device.is("agv") ? Vec3(0.0, 0.0, 0.5 * device.vec3("size").z) : Vec3(0.0);
}

void DeviceVisuals::add(uint32_t index, bool hasModel, bool hasPartModel) {
    const twin::Twin& twin = m_scene.twin();
    const twin::Device& device = twin.devices[index];
    const bool moves = device.is("stopper") || device.is("pusher");
    if (moves && !hasPartModel)
        addMovingPart(index, partSize(twin, device), device.is("stopper") ? kBlade : kPlate);
    if (device.is("agv") && !hasPartModel)
        addAgv(index);
    if (hasModel)
        return;
    if (device.is("body"))
        addBody(index);
    else if (device.is("conveyor"))
        addConveyor(index);
    else if (device.is("photo_eye"))
        addPhotoEye(index);
    else if (device.is("scale"))
        addScale(index);
    else if (device.is("pusher"))
        addPusherFrame(index);
    else if (device.is("indicator"))
        addIndicator(index);
}

void DeviceVisuals::addCollision(uint32_t index) {
    const twin::Device& device = m_scene.twin().devices[index];
    if (!device.is("conveyor"))
        return;
    const Vec3 size = device.vec3("size");
    Prefab prefab;
    m_scene.addPart(prefab, Scene::box, Scene::paint, {0.5 * size.x, 0.0, -0.05},
                    {size.x, size.y, 0.1}, kRail);
    m_scene.place(m_scene.m_stillCollision, m_scene.addPrefab(std::move(prefab)),
                  device.worldFromDevice, 1.0, m_scene.styleOfDevice(index));
    m_scene.m_stillCollision.back().device = static_cast<int32_t>(index);
}

void DeviceVisuals::still(uint32_t index, Prefab prefab) {
    const twin::Device& device = m_scene.twin().devices[index];
    m_scene.place(m_scene.m_still, m_scene.addPrefab(std::move(prefab)), device.worldFromDevice,
                  1.0, m_scene.styleOfDevice(index));
    m_scene.m_still.back().device = static_cast<int32_t>(index);
}

void DeviceVisuals::addBody(uint32_t index) {
    const twin::Device& device = m_scene.twin().devices[index];
    Prefab prefab = m_scene.shapePrefab(device.text("shape"), device.vec3("size"),
                                        parseColor(device.text("color")), Scene::paint);
    if (device.number("mass") <= 0.0) {
        still(index, std::move(prefab));
        return;
    }
    m_scene.m_movers.push_back({.prefab = m_scene.addPrefab(std::move(prefab)),
                                .worldFromPrefab = matrix(device.worldFromDevice),
                                .style = m_scene.styleOfDevice(index),
                                .device = static_cast<int32_t>(index)});
}

void DeviceVisuals::addConveyor(uint32_t index) {
    const Vec3 size = m_scene.twin().devices[index].vec3("size");
    const double rail = 0.04, depth = std::min(0.14, size.z);
    Prefab prefab;

    // The belt between two rollers, and a rail on either side.
    m_scene.addPart(prefab, Scene::box, Scene::rubber, {0.5 * size.x, 0.0, -0.5 * depth + 0.01},
                    {size.x, size.y, depth - 0.02}, kBelt);
    for (const double side : {-1.0, 1.0}) {
        const double y = side * 0.5 * (size.y + rail);
        m_scene.addPart(prefab, Scene::box, Scene::steel, {0.5 * size.x, y, -0.5 * depth + 0.015},
                        {size.x, rail, depth + 0.03}, kRail);
    }

    // Pairs of legs about every 1.5 m, with a brace between.
    const int pairs = std::max(2, static_cast<int>(std::lround(size.x / 1.5)) + 1);
    const double below = size.z - depth;
    for (int i = 0; i < pairs && below > 0.05; ++i) {
        const double x = 0.2 + (size.x - 0.4) * i / (pairs - 1);
        const double z = -depth - 0.5 * below;
        for (const double side : {-1.0, 1.0}) {
            const double y = side * 0.5 * (size.y - 0.04);
            m_scene.addPart(prefab, Scene::box, Scene::paint, {x, y, z}, {0.06, 0.04, below}, kLeg);
            m_scene.addPart(prefab, Scene::box, Scene::paint, {x, y, -size.z + 0.01},
                            {0.12, 0.1, 0.02}, kLeg);
        }
        m_scene.addPart(prefab, Scene::box, Scene::paint, {x, 0.0, -depth - 0.7 * below},
                        {0.04, size.y - 0.08, 0.04}, kLeg);
    }
    still(index, std::move(prefab));
}

void DeviceVisuals::addPhotoEye(uint32_t index) {
    const twin::Device& device = m_scene.twin().devices[index];
    const double own = device.number("width"), height = device.number("height");
    const double half = 0.5 * (own > 0.0 ? own : beltWidth(m_scene.twin(), device) + 0.2);
    Prefab prefab;
    for (const double side : {-1.0, 1.0}) {
        m_scene.addPart(prefab, Scene::box, Scene::steel,
                        {0.0, side * (half + 0.03), 0.5 * height - 0.06},
                        {0.03, 0.02, height + 0.16}, kRail);
        m_scene.addPart(prefab, Scene::box, Scene::paint, {0.0, side * (half + 0.015), height},
                        {0.035, 0.035, 0.06}, kHousing);
    }
    still(index, std::move(prefab));
}

void DeviceVisuals::addScale(uint32_t index) {
    const twin::Device& device = m_scene.twin().devices[index];
    const double width = beltWidth(m_scene.twin(), device);
    Prefab prefab;
    for (const double end : {-0.5, 0.5})
        m_scene.addPart(prefab, Scene::box, Scene::paint, {end * device.number("length"), 0.0, 0.0},
                        {0.015, width, 0.006}, kBlade);
    m_scene.addPart(prefab, Scene::box, Scene::paint, {0.0, 0.5 * width + 0.1, 0.12},
                    {0.2, 0.05, 0.16}, kPlatform);
    still(index, std::move(prefab));
}

void DeviceVisuals::addPusherFrame(uint32_t index) {
    const twin::Device& device = m_scene.twin().devices[index];
    const double side = device.text("side") == "left" ? 1.0 : -1.0;
    const double edge = 0.5 * beltWidth(m_scene.twin(), device);
    const double stroke = device.number("stroke");
    Prefab prefab;
    m_scene.addPart(prefab, Scene::box, Scene::paint,
                    {0.0, side * (edge + 0.15 + 0.5 * stroke), 0.12}, {0.12, stroke, 0.12}, kLeg);
    still(index, std::move(prefab));
}

void DeviceVisuals::addIndicator(uint32_t index) {
    constexpr std::array<uint32_t, 3> kColors{0xff2020d8u, 0xff10a0f0u, 0xff30b830u};
    Prefab prefab;
    m_scene.addPart(prefab, Scene::cylinder, Scene::steel, {0, 0, 0.15}, {0.025, 0.025, 0.3},
                    kRail);
    for (uint32_t lamp = 1; lamp <= 3; ++lamp) {
        m_scene.addPart(prefab, Scene::cylinder, Scene::paint, {0, 0, 0.34 + 0.075 * (3 - lamp)},
                        {0.07, 0.07, 0.07}, kColors[lamp - 1]);
        prefab.parts.back().lamp = lamp;
    }
    still(index, std::move(prefab));
}

// A low vehicle with two fronts: chassis, bumpers, wheels and a deck that carries.
void DeviceVisuals::addAgv(uint32_t index) {
    const twin::Twin& twin = m_scene.twin();
    const twin::Device& device = twin.devices[index];
    const Vec3 size = device.vec3("size");
    const double wheel = std::min(0.16, 0.6 * size.z), deck = std::min(0.03, 0.2 * size.z);
    Prefab prefab;
    m_scene.addPart(prefab, Scene::box, Scene::paint,
                    {0.0, 0.0, 0.3 * wheel + 0.5 * (size.z - deck - 0.3 * wheel)},
                    {size.x - 0.06, size.y - 0.04, size.z - deck - 0.3 * wheel}, kRail);
    m_scene.addPart(prefab, Scene::box, Scene::rubber, {0.0, 0.0, size.z - 0.5 * deck},
                    {size.x - 0.02, size.y, deck}, kBelt);
    for (const double end : {-0.5, 0.5}) {
        m_scene.addPart(prefab, Scene::box, Scene::paint,
                        {end * (size.x - 0.03), 0.0, 0.3 * wheel + 0.06}, {0.03, size.y, 0.08},
                        kHousing);
        for (const double side : {-0.5, 0.5}) {
            m_scene.addPart(prefab, Scene::box, Scene::rubber,
                            {0.6 * end * size.x, side * (size.y - 0.02), 0.5 * wheel},
                            {wheel, 0.05, wheel}, kBelt);
        }
    }
    const std::string& first = device.list("stations").front();
    m_scene.m_movers.push_back(
        {.prefab = m_scene.addPrefab(std::move(prefab)),
         .worldFromPrefab =
             matrix(twin.devices[static_cast<size_t>(twin.findDevice(first))].worldFromDevice),
         .style = m_scene.styleOfDevice(index),
         .device = static_cast<int32_t>(index),
         .part = 0});
}

void DeviceVisuals::addMovingPart(uint32_t index, const Vec3& size, uint32_t color) {
    const twin::Device& device = m_scene.twin().devices[index];
    Prefab prefab;
    m_scene.addPart(prefab, Scene::box, Scene::paint, {}, size, color);
    // At rest a blade hides below the belt; a plate stands beside it.
    Pose rest = device.worldFromDevice;
    if (device.is("stopper")) {
        rest = rest * Pose{.position = {0.0, 0.0, -0.5 * size.z - 0.02}};
    } else {
        const double side = device.text("side") == "left" ? 1.0 : -1.0;
        const double y = 0.5 * (beltWidth(m_scene.twin(), device) + size.y);
        rest = rest * Pose{.position = {0.0, side * y, 0.5 * size.z + 0.02}};
    }
    m_scene.m_movers.push_back({.prefab = m_scene.addPrefab(std::move(prefab)),
                                .worldFromPrefab = matrix(rest),
                                .style = m_scene.styleOfDevice(index),
                                .device = static_cast<int32_t>(index),
                                .part = 0});
}

}  // namespace gemba::render
