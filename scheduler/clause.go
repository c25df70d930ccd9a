package scheduler

import "slices"

// parseWords reads a schedule in words, with the earlier and the later reading
// of hours that have two.
func parseWords(text string) (Schedule, error) {
	sentences, err := readWords(text)
	if err != nil {
		return Schedule{}, err
	}
	clauses, err := clausesOf(sentences)
	if err != nil {
		return Schedule{}, err
	}
	early, err := scheduleOf(clauses, func(clocks []Clock) Clock { return clocks[0] })
	if err != nil {
		return Schedule{}, err
	}
	late, err := scheduleOf(clauses, func(clocks []Clock) Clock { return clocks[len(clocks)-1] })
	if err != nil {
		return Schedule{}, err
	}
	if early != late {
		return Schedule{}, &AmbiguousError{Morning: early.String(), Evening: late.String()}
	}
	return early, nil
}

// clausesOf joins days and times, whichever come first, into runs that have
// both. Times alone are for every day.
func clausesOf(sentences [][]run) ([]run, error) {
	var clauses []run
	for _, runs := range sentences {
		if len(runs) == 1 && len(runs[0].times) > 0 {
			runs = append(runs, run{days: EveryDay})
		}
		for pair := range slices.Chunk(runs, 2) {
			switch {
			case len(pair) == 2:
				clauses = append(clauses, run{days: pair[0].days | pair[1].days, times: slices.Concat(pair[0].times, pair[1].times)})
			case pair[0].days != 0:
				return nil, &UnclearError{Reason: ReasonNoTime}
			default:
				return nil, unclear(ReasonNoDay, pair[0].times[0].text)
			}
		}
	}
	if len(clauses) == 0 {
		return nil, &UnclearError{Reason: ReasonNoTime}
	}
	return clauses, nil
}

// scheduleOf makes a schedule with one of the readings of each time. Somebody
// who writes 15 means 9 by the same clock.
func scheduleOf(clauses []run, reading func([]Clock) Clock) (Schedule, error) {
	on24 := slices.ContainsFunc(clauses, func(c run) bool { return slices.ContainsFunc(c.times, spoken.on24) })
	var rules []rule
	for _, c := range clauses {
		for _, t := range c.times {
			t.plain = t.plain && !on24
			clocks := t.readings()
			if len(clocks) == 0 {
				return Schedule{}, unclear(ReasonBadTime, t.text)
			}
			rules = append(rules, weekly(reading(clocks), c.days))
		}
	}
	return newSchedule(rules)
}
