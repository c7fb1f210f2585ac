-- The palletizing cell's controller: takes the carton that waits at the stopper, puts it where it
-- belongs on the pallet, and sends the pallet away when it is full.
--
-- The arm has a queue of motions of its own: move() fills it, and inputs["arm.queued"] says what is
-- left of it. A motion is given once; the state remembers that it was.

local PALLET_SPEED = 0.3     -- m/s
local LAYERS = 3
local CARTON = { 0.38, 0.28, 0.25 }
local GAP = 0.012            -- between cartons
local PALLET_TOP = 0.3 + 0.144
local PALLET_X, PALLET_Y = 0.0, 1.3   -- its middle, in the arm's frame
local PICK_X, PICK_Y = 0.2, -1.25     -- the waiting carton's middle
local PICK_TOP = 0.7 + 0.25
local ABOVE = 0.33           -- m over a place: a carton in the cups clears its neighbours
local DOWN = math.pi         -- the tool's roll: it looks down

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
    return { phase = "empty", placed = 0, pallets = 0, waiting = 0.0 }
end

-- Down to the carton, up with it, over to its place, down, and up again.
local function carry(n)
    local to = place(n)
    move("arm", {
        { pose = at(PICK_X, PICK_Y, PICK_TOP + ABOVE) },
        { pose = at(PICK_X, PICK_Y, PICK_TOP + 0.003), linear = true, speed = 0.5, vacuum = true, wait = 0.2 },
        { pose = at(PICK_X, PICK_Y, PICK_TOP + 0.5), linear = true, speed = 0.6 },
        { pose = at(to.x, to.y, to.z + ABOVE), speed = 0.8 },
        { pose = at(to.x, to.y, to.z + 0.006), linear = true, speed = 0.4, vacuum = false, wait = 0.2 },
        { pose = at(to.x, to.y, to.z + ABOVE), linear = true, speed = 0.6 },
    })
end

-- Pallets come and go on their belt.
local function run_pallets(inputs, state, outputs)
    if state.phase == "empty" then
        state.pallets = state.pallets + 1
        state.phase = "coming"
    elseif state.phase == "coming" and inputs["pallet_eye.blocked"] then
        state.phase = "loading"
        state.placed = 0
    elseif state.phase == "leaving" then
        if inputs["pallet_return.taken"] >= state.pallets then state.phase = "empty" end
    end
    outputs["magazine.spawn"] = state.pallets
    outputs["pallet_belt.speed"] = (state.phase == "coming" or state.phase == "leaving")
        and PALLET_SPEED or 0.0
end

local function run_arm(inputs, state)
    state.waiting = inputs["pick_eye.blocked"] and state.waiting + inputs.period or 0.0
    if state.phase ~= "loading" or inputs["arm.queued"] > 0 then return end
    if state.carrying then
        state.carrying = false
        state.placed = state.placed + 1
        if state.placed == LAYERS * 6 then state.phase = "leaving" end
        return
    end
    -- A carton that has stood there for half a second lies still.
    if state.waiting > 0.5 then
        carry(state.placed)
        state.carrying = true
    end
end

function step(inputs, state)
    local outputs = {}
    run_pallets(inputs, state, outputs)
    run_arm(inputs, state)
    return outputs
end
