package scheduler

// time takes a word that is a time of day.
func (r *reader) time(word string) error {
	s, wrong := spokenOf(word)
	switch {
	case wrong != "":
		return unclear(wrong, word)
	case r.last == kindEvery && s.plain:
		return &UnclearError{Reason: ReasonInterval}
	case r.last == kindThrough && !isDash(r.lastWord):
		return unclear(ReasonUnknownWord, r.lastWord)
	}
	s.within = r.part
	times := &r.current(true).times
	if n := len(*times); n > 0 && r.last == kindTime && s.names((*times)[n-1]) {
		(*times)[n-1] = s
		return nil
	}
	*times = append(*times, s)
	return nil
}

// daypart takes a part of the day. It belongs to the time before it, or else to
// the times after it.
func (r *reader) daypart(word string) error {
	p := partOf(word)
	if r.last == kindTime || r.last == kindMark {
		times := r.current(true).times
		times[len(times)-1].part = p
		return nil
	}
	if r.last == kindPart && r.inTimes() { // 8 pm in the evening
		times := r.current(true).times
		if times[len(times)-1].within == "" {
			times[len(times)-1].within = p
			return nil
		}
	}
	if half := p == forenoon || p == pastNoon; half || r.last == kindThrough || r.part != "" {
		return unclear(ReasonUnknownWord, word)
	}
	r.part = p
	return nil
}

func isDash(word string) bool { return word == "-" || word == "–" || word == "—" }
