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
	s.within, r.owed = r.part, false
	times := &r.current(true).times
	if n := len(*times); n > 0 && r.last == kindTime && s.names((*times)[n-1]) {
		(*times)[n-1] = s
		return nil
	}
	*times = append(*times, s)
	return nil
}

// daypart takes a part of the day. It belongs to the time right before it, or
// else to the times after it.
func (r *reader) daypart(word string) error {
	p := partOf(word)
	switch half := p == forenoon || p == pastNoon; {
	case r.last == kindTime || r.last == kindMark:
		r.before().part = p
	case r.last == kindPart && r.inTimes() && !r.owed && r.before().within == "":
		r.before().within = p // 8 pm in the evening
	case half || r.owed || r.last == kindThrough:
		return unclear(ReasonUnknownWord, word)
	default:
		r.part, r.owed = p, true
	}
	return nil
}

// before returns the last time of a sentence that ends with one.
func (r *reader) before() *spoken {
	times := r.current(true).times
	return &times[len(times)-1]
}

func isDash(word string) bool { return word == "-" || word == "–" || word == "—" }
