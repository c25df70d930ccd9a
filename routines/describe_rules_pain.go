package routines

import "fmt"

func (p *paper) painRules(Told) {
	p.before()
	p.during()
	p.after()
}

func (p *paper) before() {
	heads := map[Head]string{
		HeadMild: "0-3, no sign", HeadAches: "4-6, no sign; or \"one may be coming\"", HeadAttack: "7-10, or any sign",
	}
	lights := map[Light]string{
		LightPlanned: "as planned", LightEasier: "easier variants, one set", LightGentle: "a gentle routine", LightStill: "a routine that keeps the neck still",
		LightRest: "rest without movement",
	}
	var rows [][]string
	for _, row := range BeforeRows() {
		does := joined(lights[row.Light], choice(row.Instead), when(row.Attack, "attack mode"))
		rows = append(rows, []string{row.Row, band(row.From, row.Most), heads[row.Head], does, rechecked(row.Recheck)})
	}
	p.titled("Before a session")
	p.say("A sign is nausea, light that hurts, an aura or a known attack. Neck and shoulder pain that was skipped reads as %d, a headache that was skipped as 0; "+
		"\"more than mild\" without a number is rest.", unanswered)
	p.table([]string{"row", "neck", "headache", "is done", "R-items"}, rows...)
	p.titled("Table H")
	p.say("On the slow track only: a headache of 4 or 5 without a sign, and no more than one above the person's own usual headache, is read as the first column (0-3). " +
		"Every other headache as above.")
}

// rechecked tells when the R-items are asked again.
func rechecked(r Recheck) string {
	return map[Recheck]string{RecheckNow: "asked again now", RecheckAfter: "asked again when the attack is over"}[r]
}

func (p *paper) during() {
	acts := actWords()
	var rows [][]string
	for _, row := range DuringRows() {
		green, amber, red := "up to "+fmt.Sprint(row.Green), band(row.Green+1, row.Amber), band(row.Amber+1, -1)
		if row.NoRise {
			green, amber, red = "no more than at the start", "", "any more"
		}
		rows = append(rows, []string{row.Row, green, amber, red, acts[row.FirstRed], rechecked(row.Recheck)})
	}
	p.titled("During a session")
	p.say("Pain at the start and now, neck against neck and head against head; the stricter colour wins. Amber: %s the first time in a step, then %s. "+
		"The second red of a session ends it. Sharp, electric or shooting pain is red at any number, and then the stop rules hold.", acts[ActLighter], acts[ActSkip])
	p.table([]string{"start", "green", "amber", "red", "first red", "R-items"}, rows...)
}

func (p *paper) after() {
	fits := map[string]string{
		"A1": fmt.Sprintf("only sore muscles, at most %d, within %s after S-05, S-06 or S-10", sorest, lasting(SoreTime)),
		"A2": fmt.Sprintf("after: less than %d more than before", rise),
		"A3": fmt.Sprintf("after: %d or more above before; next day: less than that, or no answer", rise),
		"A4": fmt.Sprintf("after and next day: %d or more above before; a red of this table less than %s ago", rise, lasting(SecondRed)),
		"A5": fmt.Sprintf("after and next day: %d or more above before", rise),
	}
	var rows [][]string
	for _, row := range AfterRows() {
		gentle := fmt.Sprintf("%d days of %s or %s only", row.Gentle, BedtimeRoutine, GentleRoutine)
		rows = append(rows, []string{row.Row, fits[row.Row], string(row.Colour), joined(
			when(row.Repeat, "the level stays"), when(row.Down, "one level down"), when(row.Half, "next session half the sets or the short form"),
			when(row.Gentle > 0, gentle), when(row.Suggest, "suggest that somebody has a look"), when(row.Ask, "one question next morning"))})
	}
	p.titled("After a session and on the next day")
	p.say("Read from the top. The answer of the next day is the first one after %s or more, or an earlier one that is back to usual, or, without any, the next number before a session within %s.",
		lasting(NextCheck), lasting(LateCheck))
	p.table([]string{"row", "fits when", "colour", "result"}, rows...)
}

// actWords tells the acts.
func actWords() map[Act]string {
	return map[Act]string{
		ActGoOn: "go on", ActBreathe: "breathe normally", ActMove: "one finger width towards the middle", ActLighter: "half the pressure, range or resistance",
		ActSpot: "skip this spot", ActSkip: "skip the step", ActStep: "stop the step", ActEnd: "end the session",
		ActAttack: "stop; attack mode", ActAlarm: "the emergency text",
	}
}
