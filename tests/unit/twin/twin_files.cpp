#include "tests/unit/twin/twin_files.h"

#include <unistd.h>

#include <fstream>

namespace gemba::twin::test {

TwinFolder::TwinFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gemba_twin_XXXXXX").string();
    if (mkdtemp(pattern.data()) != nullptr)
        m_path = pattern;
    std::filesystem::create_directories(m_path / "models");
    write("models/hall.glb", "");
    write("models/carton.glb", "");
    write("line.lua", "function step(inputs, state) return {} end\n");
}

TwinFolder::~TwinFolder() {
    std::error_code error;
    std::filesystem::remove_all(m_path, error);
}

void TwinFolder::write(std::string_view name, std::string_view text) const {
    std::ofstream(file(name), std::ios::binary) << text;
}

std::string goodTwin() {
    return R"(gemba = 1
name = "Packing cell"

[world]
gravity = [0, 0, -9.81]
step_hz = 240
seed = 7
checkpoint_every = 30.0
max_items = 200

[controller]
script = "line.lua"
period = 0.02

[[live]]
id = "plc7"
connect = "tcp://127.0.0.1:5556"
subscribe = ["acme/line3/"]
format = "any"
time = "stamp.t"
time_unit = "ms"
align = "source"
delay = 0.2
silent_after = 2.0

[[model]]
id = "hall"
file = "models/hall.glb"
unit = "cm"
up = "y"
collision = "box"
pose = { position = [10, 0, 0], rpy_deg = [0, 0, 90] }

[[model]]
id = "sign"
file = "models/hall.glb"
parent = "flag"
pose = { position = [0, 0, 1] }

[[model]]
id = "flag"
file = "models/hall.glb"
parent = "stop1.blade"

[[item]]
id = "carton"
size = [0.4, 0.3, 0.25]
mass = 2.5
model = "models/carton.glb"
color = "#AA8855"
numbered = true

[[item]]
id = "ball"
shape = "sphere"

[[conveyor]]
id = "infeed"
parent = "hall"
size = [6.0, 0.6, 0.8]
pose = { position = [1, 2, 0.8] }
speed = 0.4

[[conveyor]]
id = "outfeed"
parent = "hall"
size = [3.0, 0.6, 0.8]
pose = { position = [7.05, 2, 0.8] }
speed = -0.5

[[photo_eye]]
id = "pe2"
on = "outfeed"
at = 0.5

[[photo_eye]]
id = "pe1"
on = "infeed"
at = 5.6
height = 0.2

[[photo_eye]]
id = "pe0"
on = "infeed"
at = 0.3

[[feeder]]
id = "feeder"
on = "infeed"
at = 0.3
items = ["carton", "ball"]
every = 2.5
event_at = "pe0"

[[stopper]]
id = "stop1"
on = "infeed"
at = 5
closed = true

[[scale]]
id = "scale"
on = "infeed"
at = 3.0
length = 0.8

[[pusher]]
id = "push"
on = "outfeed"
at = 1.0
side = "left"

[[sink]]
id = "good"
size = [1, 1, 1]
pose = { position = [10, 0, 0.5] }

[[indicator]]
id = "stack_light"
parent = "hall"

[[body]]
id = "desk"
size = [1.2, 0.8, 0.75]

[[binding]]
signal = "acme/line3/infeed/speed_command"
device = "infeed.speed"
role = "drive"
unit = "mm/s"
hold = "interpolate"
stale_after = 0.1
on_stale = 0.0

[[binding]]
signal = "acme/line3/stop1/close"
device = "stop1.close"
role = "drive"
scale = -1
offset = 1
on_stale = "controller"

[[binding]]
signal = "acme/line3/pe0/blocked"
device = "feeder.spawn"
role = "drive"
on = "rising"

[[binding]]
signal = "acme/line3/pe1/blocked"
device = "pe1.blocked"
role = "compare"
tolerance = { time = 0.2 }

[[binding]]
signal = "acme/line3/scale/weight"
device = "scale.last_weight"
role = "compare"
unit = "g"
tolerance = { value = 0.05 }
range = { low = 0.0, high = 50.0 }

[[binding]]
signal = "acme/line3/hall/temperature"
device = "stack_light.value"
role = "show"
unit = "degC"

[[binding]]
signal = "acme/line3/infeed/actual_speed"
device = "infeed.actual_speed"
role = "publish"
unit = "m/min"

[[view]]
name = "overview"
eye = [5, -5, 4]
target = [0, 0, 1]
fov_deg = 50

[[view]]
name = "scale"
eye = [2, 0, 2]
target = [3, 2, 1]
)";
}

std::string allOf(const std::vector<Problem>& problems) {
    std::string out;
    for (const Problem& problem : problems)
        out += problem.message("cell.toml") + "\n";
    return out;
}

}  // namespace gemba::twin::test
