#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/assets/model.h"
#include "engine/core/pose.h"
#include "engine/render/state_words.h"
#include "engine/twin/twin.h"

namespace gemba::assets {
struct RobotModel;
}

namespace gemba::render {

struct Camera {
    Vec3 eye{5.0, -5.0, 4.0};  ///< m, world
    Vec3 target{0.0};
    double fovDeg = 45.0;       ///< vertical
    bool orthographic = false;  ///< then the height of the picture is that at the target
};

/// What is drawn: the twin with its models. Immutable, shared between threads.
struct SceneModels {
    std::vector<std::shared_ptr<const assets::Model>> placed;  ///< at Twin::models' indices
    std::vector<std::shared_ptr<const assets::Model>> items;   ///< at Twin::items'; null: its shape
    /// At Twin::devices'; null where it is no robot or could not be read.
    std::vector<std::shared_ptr<const assets::RobotModel>> robots;
};

/// A thing that can be selected: a moving body, a device or a placed model.
struct PickId {
    enum class Kind : uint8_t { nothing, body, device, model } kind = Kind::nothing;
    uint32_t index = 0;
    bool operator==(const PickId&) const = default;
};

/// A part as one of the futures has it: outlined, never picked.
struct FutureGhost {
    int32_t item = -1;            ///< index into Twin::items
    Pose pose;                    ///< world from item
    uint32_t color = 0xffffffff;  ///< RGBA, red lowest
};

/// A line that the window draws into the world: handles, measures, what snaps. Never picked.
struct MarkLine {
    Vec3 from{0.0}, to{0.0};      ///< m, world
    uint32_t color = 0xffffffff;  ///< RGBA, red lowest
    float width = 2.0f;           ///< logical pixels
    float dash = 0.0f;            ///< logical pixels; 0: solid
    bool onTop = false;           ///< nothing hides it
};

/// A word that the window writes beside a place. Never picked.
struct MarkText {
    Vec3 at{0.0};  ///< m, world
    std::string text;
};

/// What is kept from the eye, or from the hand: by index into Twin::devices and Twin::models; 1 is
/// yes, what is beyond a list's end is not. A device is its own look, not the models that hang on
/// it nor the parts that lie on it.
struct Withheld {
    std::vector<uint8_t> hiddenDevices, hiddenModels;
    std::vector<uint8_t> lockedDevices, lockedModels;  ///< seen, but what is behind is picked

    /// What belongs to a model, or else to a device: -1 is none.
    [[nodiscard]] bool hides(int64_t device, int64_t model) const {
        return model >= 0 ? in(hiddenModels, model) : in(hiddenDevices, device);
    }
    [[nodiscard]] static bool in(const std::vector<uint8_t>& list, int64_t index) {
        return index >= 0 && static_cast<size_t>(index) < list.size() &&
               list[static_cast<size_t>(index)] != 0;
    }
};

/// How much is done for a good picture. Automatic: as much as the device draws fast enough.
enum class Quality : uint8_t { automatic, low, medium, high };

/// What the eye chose: camera, selection, overlays. Plain data, handed over latest-wins.
struct ViewState {
    Camera camera;
    PickId selected, hovered;
    std::vector<PickId> alsoSelected;  ///< outlined as the selected one is
    bool grid = true;
    bool labels = true;                       ///< names and states of equipment
    std::shared_ptr<const StateWords> words;  ///< of the states; null: English
    bool serials = true;                      ///< printed numbers on items
    bool plantAgainstModel = true;  ///< solid where the plant has it, outline where the model does
    bool collision = false;         ///< collision shapes instead of models
    bool contacts = false;          ///< where bodies touch, and how hard; the snapshot has them
    bool joints = false;            ///< axes of robots' joints, frames of their links
    bool sleeping = false;          ///< marks bodies that rest and cost nothing
    bool shadows = true;
    Quality quality = Quality::automatic;
    bool wholeDetail = false;    ///< draws all there is, as fine as it is: to measure
    int32_t colorBySignal = -1;  ///< index of a signal whose value colours its equipment; -1 none
    double colorMin = 0.0, colorMax = 1.0;
    PickId follow;                    ///< what the camera goes with
    Vec3 followed{0.0};               ///< m, world: where that was for this camera
    std::vector<FutureGhost> ghosts;  ///< of futures that are looked at
    std::vector<MarkLine> marks;
    std::vector<MarkText> texts;
    std::shared_ptr<const Withheld> withheld;  ///< null: nothing; another one for each change
    float pixelRatio = 1.0f;                   ///< of the screen: scales text and lines
    double interpolation = 1.0;                ///< 0 previous pose … 1 current pose
    double seconds = 0.0;  ///< wall time for animated marks; 0 in golden pictures
};

}  // namespace gemba::render
