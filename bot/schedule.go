package bot

import (
	"errors"
	"slices"
	"strings"

	"unknot/scheduler"
)

// schedule shows the reminders, or changes them to what is said.
func (t *turn) schedule(said string) {
	said = strings.TrimSpace(said)
	if on, ok := remindsAnyway(said); ok {
		t.anyway(on)
		return
	}
	switch {
	case said == "" && t.p.Plan.Schedule.IsZero():
		t.askSchedule()
	case said == "":
		t.answer(t.planLines("schedule.now"), commandPress("press.change", "schedule change"), commandPress("press.off", "schedule off"), t.anywayPress())
	case strings.EqualFold(said, "change"):
		t.askSchedule()
	case strings.EqualFold(said, "off"), strings.EqualFold(said, "none"), strings.EqualFold(said, "no"):
		t.p.Plan = Plan{}
		t.p.Asking = ""
		t.hush()
		t.home(Line{Say: "schedule.off"})
	default:
		t.offered(said)
	}
}

// askSchedule asks when to remind.
func (t *turn) askSchedule(before ...Line) {
	t.p.Asking = AskingSchedule
	t.answer(append(before, Line{Say: "schedule.ask"}),
		Press{Label: Line{Say: "press.weekdays"}, Tap: Tap{Do: TapCommand, Arg: "schedule weekdays 09:30"}.Code()},
		Press{Label: Line{Say: "press.threedays"}, Tap: Tap{Do: TapCommand, Arg: "schedule mon wed fri 18:00"}.Code()},
		commandPress("press.noreminders", "cancel"))
}

// offered looks at a schedule in the person's words and stores it, unless it
// is unclear, waits for a zone, or lies in the quiet hours.
func (t *turn) offered(said string, before ...Line) {
	s, err := scheduler.Parse(said)
	var ambiguous *scheduler.AmbiguousError
	switch {
	case errors.As(err, &ambiguous):
		t.p.Asking, t.p.Plan.Offer = AskingSchedule, ""
		t.answer(append(before, Line{Say: "schedule.which"}), schedulePresses(ambiguous)...)
	case err != nil:
		t.p.Asking, t.p.Plan.Offer = AskingSchedule, ""
		t.answer(append(before, Line{Say: unclear(err)}, Line{Say: "schedule.example"}), commandPress("press.noreminders", "cancel"))
	case t.p.Zone == "" || t.lost(t.p):
		t.p.Plan.Offer = s.String()
		t.askZone(append(before, Line{Say: "schedule.zone"}))
	case t.atNight(s):
		t.p.Plan.Offer = s.String()
		t.answer(append(before, Line{Say: "schedule.night", Names: []string{hoursText(t.p.night())}}),
			Press{Label: Line{Say: "press.night"}, Tap: Tap{Do: TapNight}.Code()}, commandPress("press.othertime", "schedule change"))
	default:
		t.setSchedule(s, false, before...)
	}
}

// schedulePresses offers both meanings of an hour, where they fit into the
// code of a button; else the person writes it out.
func schedulePresses(a *scheduler.AmbiguousError) []Press {
	var press []Press
	for label, text := range map[string]string{"press.morning": a.Morning, "press.evening": a.Evening} {
		p := Press{Label: Line{Say: label, Names: []string{text}}, Tap: Tap{Do: TapCommand, Arg: "schedule " + text}.Code()}
		if len(p.Tap) <= maxTap {
			press = append(press, p)
		}
	}
	slices.SortFunc(press, func(a, b Press) int { return strings.Compare(b.Label.Say, a.Label.Say) })
	return press
}

// atNight reports whether a schedule has a time inside the quiet hours.
func (t *turn) atNight(s scheduler.Schedule) bool {
	quiet := t.p.night()
	if slots, ok := s.Slots(); ok {
		return slices.ContainsFunc(slots, func(slot scheduler.Slot) bool { return quiet.Contains(slot.At) })
	}
	return slices.ContainsFunc(t.upcoming(s, 2*scheduler.MostPerDay), func(o scheduler.Occurrence) bool { return quiet.Contains(o.Slot) })
}

// upcoming returns the next n occurrences of a schedule.
func (t *turn) upcoming(s scheduler.Schedule, n int) []scheduler.Occurrence {
	var list []scheduler.Occurrence
	next, ok := s.Next(t.now, t.loc())
	for ; ok && len(list) < n; next, ok = s.After(next) {
		list = append(list, next)
	}
	return list
}

// acceptNight stores the schedule that was asked about.
func (t *turn) acceptNight() {
	s, err := scheduler.Parse(t.p.Plan.Offer)
	if err != nil {
		t.stale()
		return
	}
	t.setSchedule(s, true)
}

func (t *turn) setSchedule(s scheduler.Schedule, night bool, before ...Line) {
	t.p.Asking, t.p.Muted = "", false
	t.p.Plan = Plan{Schedule: s, Night: night, Past: scheduler.OccurrenceAt(t.now, t.loc()), Jitter: t.jitter(s)}
	t.answer(append(before, t.planLines("schedule.set")...), commandPress("press.change", "schedule change"))
}

// planLines says when the next three reminders come.
func (t *turn) planLines(say string) []Line {
	return []Line{{Say: say, Times: t.upcoming(t.p.Plan.Schedule, 3)}}
}

// unclear picks the sentence for what is wrong with a schedule.
func unclear(err error) string {
	var unclear *scheduler.UnclearError
	if !errors.As(err, &unclear) {
		return "schedule.unclear"
	}
	return "schedule.reason." + string(unclear.Reason)
}
