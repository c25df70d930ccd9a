package bot

import (
	"slices"

	"unknot/routines"
)

// attackSigns asks, once the emergency text was read and none of its signs is
// there, for what wants a doctor all the same (clinical specification, section
// 3.3, "escalate").
func (t *turn) attackSigns() {
	var press []Press
	for _, row := range routines.AttackSignRows() {
		if row.Item != routines.AuraItem { // those stand in the emergency text
			press = append(press, commandPress("press.attack."+string(row.Sign), "sign "+string(row.Sign)))
		}
	}
	t.answer([]Line{{Say: "quiet.signs"}}, append(press, commandPress("press.attack.none", "sign none"))...)
}

// attackSign takes one of them.
func (t *turn) attackSign(said string) {
	rows := routines.AttackSignRows()
	i := slices.IndexFunc(rows, func(r routines.AttackSignRow) bool { return string(r.Sign) == said })
	switch {
	case said == "none":
		t.home(Line{Say: "quiet.usual"})
	case i < 0:
		t.unknown()
	case rows[i].Level == routines.LevelEmergency:
		t.p.Safety.Screening = t.p.Safety.Screening.Record(routines.Answer{Item: rows[i].Item, Said: routines.Yes, At: t.now})
		t.hold(alarmOf(rows[i].Item))
	default:
		t.home(Line{Say: "quiet.see"}, Line{Say: "quiet.say." + said})
	}
}
