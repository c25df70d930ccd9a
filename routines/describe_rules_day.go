package routines

import "fmt"

func (p *paper) dayRules(Told) {
	p.day()
	p.gaps()
}

func (p *paper) day() {
	asked, fits := dayAsked(), dayWords()
	var rows [][]string
	for _, row := range DayRows() {
		result := "refused"
		if row.Allowed {
			result = "allowed"
		}
		result = joined(result, when(row.Release, string(tensing)+" without tensing"))
		rows = append(rows, []string{row.Row, asked[row.Row], fits[row.Reason], result, inCell(row.Instead)})
	}
	p.titled("Rules of the day")
	p.say("Read from the top; a day turns at %02d:00. A loading session is S-05 or S-06 in a form that holds a step with %s. "+
		"Of what is offered instead, D1 keeps what suits the stage of the attack, the other rows what they would not refuse themselves.", dayTurn, TagLoad)
	p.table([]string{"row", "asked for", "fits when", "result", "instead"}, rows...)
}

// dayAsked tells what each row is about.
func dayAsked() map[string]string {
	band := string(BandRoutine) + " in any form"
	return map[string]string{
		"D1": fmt.Sprintf("S-05, S-06, %s, or any step with %s", BandRoutine, TagLoad),
		"D2": "a loading session", "D3": "a loading session", "D4": band, "D5": band, "D6": "S-02 or S-14", "D7": "anything else",
	}
}

// dayWords tells when each row fits.
func dayWords() map[Reason]string {
	return map[Reason]string{
		ReasonDayAttack:   "in an attack, or asked whether it is over",
		ReasonDayComing:   "one may be coming",
		ReasonDayPast:     "in the " + lasting(AfterAttack) + " after an attack",
		ReasonDayRelease:  "in any stage of an attack, of " + string(tensing) + " alone",
		ReasonDayNear:     "one was done today or yesterday",
		ReasonDayBand:     string(BandRoutine) + " was done today",
		ReasonDayThree:    fmt.Sprintf("%d loading sessions in the last %d days", mostLoading, ruleDays),
		ReasonDayLoaded:   "a loading session was done today",
		ReasonDayBandDone: string(BandRoutine) + " was done today",
		ReasonDayBandFive: fmt.Sprintf("%s was done on %d of the last %d days", BandRoutine, mostBand, ruleDays),
		ReasonDaySpots:    "either was done today",
		ReasonDayFree:     "always",
	}
}

func (p *paper) gaps() {
	var rows [][]string
	for _, row := range GapRows() {
		result := joined(when(row.OneSet, "the same level, one set less or the short form, for one session"), when(row.Down, "one level down; the week of the program stays"),
			when(row.Restart, "week 1, the lowest levels, and the question \"anything new?\""))
		if result == "" {
			result = "go on"
		}
		rows = append(rows, []string{row.Row, band(row.From, row.Most), result})
	}
	p.titled("Days off")
	p.say("Days since the last session in the full or short form. On the slow track headache days are not counted.")
	p.table([]string{"row", "days", "result"}, rows...)
}
