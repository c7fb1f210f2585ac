#include "physics/devices/factory.h"

#include <array>
#include <string_view>

#include "physics/devices/agv.h"
#include "physics/devices/body.h"
#include "physics/devices/conveyor.h"
#include "physics/devices/feeder.h"
#include "physics/devices/photo_eye.h"
#include "physics/devices/pusher.h"
#include "physics/devices/scale.h"
#include "physics/devices/sink.h"
#include "physics/devices/stopper.h"
#include "physics/devices/tag.h"
#include "physics/robots/robot.h"

namespace gemba::physics {
namespace {

using Make = std::unique_ptr<Device> (*)(const twin::Twin&, uint32_t);

template <class T>
std::unique_ptr<Device> make(const twin::Twin& twin, uint32_t index) {
    return std::make_unique<T>(twin, index);
}

struct Entry {
    std::string_view kind;
    Make make;
};

// A new kind is one class and one line here.
constexpr std::array kDevices{
    Entry{"body", make<Body>},
    Entry{"conveyor", make<Conveyor>},
    Entry{"photo_eye", make<PhotoEye>},
    Entry{"feeder", make<Feeder>},
    Entry{"sink", make<Sink>},
    Entry{"stopper", make<Stopper>},
    Entry{"scale", make<Scale>},
    Entry{"pusher", make<Pusher>},
    Entry{"agv", make<Agv>},
    Entry{"robot", make<Robot>},
    Entry{"tag", make<Tag>},
};

}  // namespace

std::vector<std::unique_ptr<Device>> makeDevices(const twin::Twin& twin) {
    std::vector<std::unique_ptr<Device>> out;
    for (uint32_t index = 0; index < twin.devices.size(); ++index) {
        for (const Entry& entry : kDevices) {
            if (twin.devices[index].is(entry.kind))
                out.push_back(entry.make(twin, index));
        }
    }
    return out;
}

}  // namespace gemba::physics
