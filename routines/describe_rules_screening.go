package routines

import "fmt"

func (p *paper) screeningRules(told Told) {
	p.say("Yes, no, or not sure. The first \"not sure\" shows the item once more in simpler words; the second counts as yes. "+
		"An item with an R means now or in the last 7 days, unless it names a time. Of these a later no opens nothing, only \"I tapped by mistake\" does; of the items with a Y a no takes the yes back. "+
		"All items are asked before the first routine, again after %d months, and whenever something is new; "+
		"every %s one question asks whether anything is. On a day with a headache nothing is asked.", fullAfter, lasting(shortAfter))
	items := append(Items(), underAge())
	p.asked(items, told)
	p.yes(items)
	p.say("A level says who should look and how soon. \"Until cleared\" ends as the last column says; what \"stays off\" has no end but another answer. "+
		"Cleared by %s, %s or %s, it is asked for again after %s.", LevelClinician, LevelDoctor, LevelSurgeon, lasting(Renewal))
	p.levels(items)
	p.auras()
}

func (p *paper) asked(items []Item, told Told) {
	var rows [][]string
	for _, item := range items {
		screen, asks := fmt.Sprint(item.Screen), ""
		if item.ID == UnderAge {
			screen, asks = "consent", "under 18 years"
		} else {
			asks = told.Item(item.ID)
		}
		rows = append(rows, []string{string(item.ID), screen, asks})
	}
	p.titled("What is asked")
	p.table([]string{"item", "screen", "asks"}, rows...)
}

func (p *paper) yes(items []Item) {
	var rows [][]string
	for _, item := range items {
		level := string(item.Level)
		if item.Graver != LevelNone {
			level += "; graver case: " + string(item.Graver)
		}
		rows = append(rows, []string{string(item.ID), level, inCell(item.Blocks), inCell(item.After), item.limits(), item.ends()})
	}
	p.titled("What a yes does")
	p.table([]string{"item", "level", "off until cleared", "stays off", "limits", "begins, ends"}, rows...)
}

// limits tells what a yes limits, and how long.
func (i Item) limits() string {
	if i.Bound > 0 {
		return inCell(i.Limits) + "; for " + lasting(i.Bound)
	}
	return inCell(i.Limits)
}

// ends tells when the blocks of a yes begin and what lifts them.
func (i Item) ends() string {
	var opens string
	switch i.Opens {
	case OpensOver:
		opens = "over, and examined since"
	case OpensTick:
		opens = "cleared"
	case OpensNone, OpensTime:
		opens = ""
	}
	return joined(
		when(i.From > 0, "from "+lasting(i.From)+" on"),
		when(i.Today, "when the day turns"),
		when(i.For > 0, "after "+lasting(i.For)),
		opens)
}

// levels explains the levels that items have, the most urgent first.
func (p *paper) levels(items []Item) {
	meaning := []struct {
		level Level
		means string
	}{
		{LevelEmergency, "the emergency text: call the local emergency number now"},
		{LevelDepartment, "the emergency text: an emergency department today"},
		{LevelToday, "a doctor the same day"},
		{LevelDays, "a doctor within days"},
		{LevelClinician, "first ask a doctor or therapist who knows the person"},
		{LevelDoctor, "first ask a doctor"},
		{LevelSurgeon, "first ask the surgeon or a physical therapist"},
		{LevelModify, "go on in other ways"},
		{LevelRest, "rest today"},
		{LevelAdvise, "a visit is advised; go on"},
		{LevelAge, "for adults only: a parent or guardian, and a clinician"},
	}
	var rows [][]string
	for _, m := range meaning {
		var of []ItemID
		for _, item := range items {
			if item.Level == m.level || item.Graver == m.level {
				of = append(of, item.ID)
			}
		}
		rows = append(rows, []string{string(m.level), m.means, inCell(of)})
	}
	p.titled("Levels of urgency")
	p.table([]string{"level", "means", "items"}, rows...)
}

// auras writes the exceptions of R2.
func (p *paper) auras() {
	means := map[string]string{
		"diagnosed": "a diagnosed aura, the same as always",
		"vision":    "an aura of vision only, the same for more than a year, never diagnosed",
	}
	var rows [][]string
	for _, row := range AuraRows() {
		rows = append(rows, []string{row.Name, means[row.Name],
			joined(when(row.Attack, "attack mode"), when(row.Item != "", "counts as yes to "+string(row.Item)))})
	}
	p.titled("Auras that are no emergency")
	p.say("Each builds over minutes, takes no more than an hour and weakens no limb. All else is R2.")
	p.table([]string{"aura", "is", "does"}, rows...)
}
