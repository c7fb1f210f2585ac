-- The palletizing cell's controller. It has two halves, as a cell has a PLC and machines:
--
-- * plan() decides: it orders a station of the vehicle and cartons of the arm. Where a plant is
--   followed, the plant's orders stand in the same two tags, and these decisions are not used.
-- * run_agv() and run_arm() obey the tags, each order when the machine is able to: the vehicle does
--   not leave under the arm, nor without what it came for. So a model that is a little late behind
--   its plant does late what the plant did, and drops nothing.
--
-- The arm has a queue of motions of its own: move() fills it, and inputs["arm.queued"] says what is
-- left of it.

local MAGAZINE, LOADING, GOODS_OUT = 0, 1, 2   -- stations of the vehicle
local DWELL = 2.0            -- s that it stands where a pallet is set down or taken over
local LOWERING = 1.0         -- s until the magazine has set one down
local MOST_PENDING = 6       -- cartons ordered and not begun
local PATIENCE = 20.0        -- s that the vehicle, ordered on, waits for a carton that was ordered
local LAYERS = 3
local CARTON = { 0.38, 0.28, 0.25 }
local GAP = 0.012            -- between cartons
local PALLET_TOP = 0.3 + 0.144
local PALLET_X, PALLET_Y = 0.0, 1.3   -- its middle, in the arm's frame
local PICK_X, PICK_Y = 0.2, -1.25     -- the waiting carton's middle
local PICK_TOP = 0.7 + 0.25
local ABOVE = 0.33           -- m over a place: a carton in the cups clears its neighbours
local LIES = 0.3             -- s in the beam after which a carton lies still
local DOWN = math.pi         -- the tool's roll: it looks down

local FULL = LAYERS * 6

-- Eighteen places: three along, two across, three high; the far row first, so that the arm never
-- reaches over a carton.
local function place(n)
    local layer = n // 6
    local row, column = (n % 6) // 3, n % 3
    return {
        x = PALLET_X + (column - 1) * (CARTON[1] + GAP),
        y = PALLET_Y + (0.5 - row) * (CARTON[2] + GAP),
        z = PALLET_TOP + (layer + 1) * CARTON[3],
    }
end

local function at(x, y, z)
    return { x, y, z, DOWN, 0.0, 0.0 }
end

function init()
    return {
        goal = MAGAZINE,     -- station that the vehicle goes to
        spawned = 0,         -- pallets asked of the magazine
        empty = 0.0,         -- s that it has stood under the magazine without one
        stood = 0.0,         -- s that it has stood there with its work done
        placed = 0,          -- cartons on the pallet
        ordered = 0,         -- the arm's order as last seen
        pending = 0,         -- cartons ordered that it has not begun
        overdue = 0.0,       -- s that the vehicle has waited for them
        ready = false,       -- the arm was sent to where it waits
        carrying = false,
        held = false,        -- a carton is in the cups
        waiting = 0.0,       -- s that a carton has stood in the pick eye
    }
end

-- Down to the carton, up with it, over to its place, down, up, and back to wait for the next.
local function carry(n)
    local to = place(n)
    move("arm", {
        { pose = at(PICK_X, PICK_Y, PICK_TOP + ABOVE) },
        { pose = at(PICK_X, PICK_Y, PICK_TOP + 0.003), linear = true, speed = 0.7, vacuum = true, wait = 0.2 },
        { pose = at(PICK_X, PICK_Y, PICK_TOP + 0.5), linear = true, speed = 0.9 },
        { pose = at(to.x, to.y, to.z + ABOVE), speed = 0.9 },
        { pose = at(to.x, to.y, to.z + 0.006), linear = true, speed = 0.6, vacuum = false, wait = 0.2 },
        { pose = at(to.x, to.y, to.z + ABOVE), linear = true, speed = 0.9 },
        { pose = at(PICK_X, PICK_Y, PICK_TOP + ABOVE) },
    })
end

-- Pallets between the magazine and goods-out: one or none.
local function has_pallet(inputs)
    return inputs["magazine.made"] > inputs["pallets.taken"]
end

-- The vehicle stands at its goal and has there what it came for.
local function is_done(inputs, state)
    if inputs["agv.at"] ~= state.goal then return false end
    if state.goal == MAGAZINE then return has_pallet(inputs) end
    if state.goal == GOODS_OUT then return not has_pallet(inputs) end
    return not state.carrying and state.pending == 0
end

-- What a PLC would order next.
local function plan(inputs, state, outputs)
    local leaves = state.stood >= DWELL and (state.goal ~= LOADING or state.placed == FULL)
    outputs["agv_order.set"] = leaves and (state.goal + 1) % 3 or state.goal
    local wanted = state.goal == LOADING and inputs["agv.at"] == LOADING and state.waiting > LIES
        and not state.carrying and state.pending == 0 and state.placed < FULL
    outputs["arm_order.set"] = wanted and state.ordered + 1 or state.ordered
end

-- One station after the other, each after its order.
local function run_agv(inputs, state, outputs)
    state.stood = is_done(inputs, state) and state.stood + inputs.period or 0.0
    if state.stood > 0.0 and inputs["agv_order.value"] ~= state.goal then
        state.goal = (state.goal + 1) % 3
        state.stood = 0.0
    end
    outputs["agv.target"] = state.goal
    -- What the plant had to move and the model does not have will not come.
    local waits_for = state.goal == LOADING and state.pending > 0 and not state.carrying
        and inputs["agv_order.value"] ~= LOADING
    state.overdue = waits_for and state.overdue + inputs.period or 0.0
    if state.overdue > PATIENCE then state.pending = 0 end
    local bare = state.goal == MAGAZINE and inputs["agv.at"] == MAGAZINE and not has_pallet(inputs)
    state.empty = bare and state.empty + inputs.period or 0.0
    if bare then state.placed = 0 end
    if state.empty >= LOWERING then
        state.spawned = state.spawned + 1
        state.empty = 0.0
    end
    outputs["magazine.spawn"] = state.spawned
end

local function run_arm(inputs, state)
    -- An order that leaps is of a plant that was not heard: what it had moved is not moved again.
    local more = inputs["arm_order.value"] - state.ordered
    state.ordered = inputs["arm_order.value"]
    if more > 0 and more <= 3 then state.pending = math.min(state.pending + more, MOST_PENDING) end

    state.waiting = inputs["pick_eye.blocked"] and state.waiting + inputs.period or 0.0
    if inputs["arm.holds"] then
        state.held = true
    elseif state.held then
        state.held = false
        state.placed = state.placed + 1
    end
    if not state.ready then
        move("arm", { { pose = at(PICK_X, PICK_Y, PICK_TOP + ABOVE) } })
        state.ready = true
        return
    end
    if inputs["arm.queued"] > 0 then return end
    state.carrying = false
    if state.pending > 0 and inputs["agv.at"] == LOADING and state.goal == LOADING
        and state.placed < FULL and state.waiting > LIES then
        carry(state.placed)
        state.carrying = true
        state.pending = state.pending - 1
    end
end

function step(inputs, state)
    local outputs = {}
    run_arm(inputs, state)
    run_agv(inputs, state, outputs)
    plan(inputs, state, outputs)
    outputs["on_pallet.set"] = state.placed
    outputs["pallet_full.set"] = state.placed == FULL and 1 or 0
    return outputs
end
