package bot

import "unknot/scheduler"

// zone asks where the person is, or takes what they said.
func (t *turn) zone(said string) {
	if said != "" {
		t.zoneSaid(said)
		return
	}
	t.askZone(nil)
}

// askZone asks what time it is there. The zone that the platform suggests is
// one of the answers, never more.
func (t *turn) askZone(before []Line) {
	t.p.Asking = AskingZone
	var press []Press
	if t.lost(t.p) {
		press = t.clockPresses()
	} else if _, err := t.Zones.Load(t.p.Hint); err == nil {
		press = append(press, t.zonePress(t.p.Hint))
	}
	t.answer(append(before, Line{Say: "zone.ask"}), append(press, commandPress("press.notnow", "cancel"))...)
}

func (t *turn) zonePress(name string) Press {
	label := Line{Say: "press.zone", Zone: name}
	if loc, err := t.Zones.Load(name); err == nil {
		label.Times = []scheduler.Occurrence{scheduler.OccurrenceAt(t.now, loc)}
	}
	return Press{Label: label, Tap: Tap{Do: TapZone, Arg: name}.Code()}
}

// zoneSaid takes a city, a zone's name, or the time on the person's clock.
func (t *turn) zoneSaid(said string) {
	if name, ok := t.Zones.Find(said, t.now); ok {
		t.setZone(name)
		return
	}
	t.p.Asking = AskingZone
	clock, ok := scheduler.ParseClock(said)
	cities := t.Zones.AtClock(clock, t.now)
	if !ok || len(cities) == 0 {
		t.answer([]Line{{Say: "zone.unknown"}}, commandPress("press.notnow", "cancel"))
		return
	}
	var press []Press
	for _, city := range cities {
		press = append(press, t.zonePress(city.Zone))
	}
	t.answer([]Line{{Say: "zone.which"}}, append(press, commandPress("press.notnow", "cancel"))...)
}

// setZone stores a zone and goes on with what waited for it.
func (t *turn) setZone(name string) {
	loc, err := t.Zones.Load(name)
	if err != nil {
		t.stale()
		return
	}
	first, guessed := t.p.Zone == "", scheduler.DayOf(t.p.Recorded.Time(), t.loc(), dayTurn)
	t.p.Zone, t.p.Asking = name, ""
	t.minds()
	if first {
		t.moveFirstDay(guessed)
	}
	// Occurrences that the clock in the new zone has passed are past.
	t.p.Plan.Past = scheduler.OccurrenceAt(t.now, loc)
	set := Line{Say: "zone.set", Zone: name, Times: []scheduler.Occurrence{t.p.Plan.Past}}
	switch {
	case t.p.Plan.Offer != "":
		t.offered(t.p.Plan.Offer, set)
	case !t.p.Plan.Schedule.IsZero():
		t.answer(append([]Line{set}, t.planLines("schedule.next")...))
	case first:
		t.askGoal(set)
	default:
		t.home(set)
	}
}

// moveFirstDay puts the digest of a first session on the day it really was:
// until now its zone was a guess.
func (t *turn) moveFirstDay(guessed scheduler.Date) {
	if len(t.p.Days) == 1 && t.p.Recorded > 0 && t.p.Days[0].Date == guessed {
		t.p.Days[0].Date = scheduler.DayOf(t.p.Recorded.Time(), t.loc(), dayTurn)
	}
}
