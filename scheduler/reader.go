package scheduler

// run is days or times that stand together. A sentence is runs of days and
// runs of times, in turn.
type run struct {
	days  Days
	times []spoken
}

// reader reads words into sentences. It goes forward only, one word at a time,
// and remembers what the next word may belong to.
type reader struct {
	sentences [][]run
	last      kind   // of the word before, fillers left out
	lastWord  string // that word
	from      Days   // the days before a through
	part      part   // of the day, for the times to come
	owed      bool   // whether a part of the day still waits for its time
}

// readWords reads a text, or says which word stopped it.
func readWords(text string) ([][]run, error) {
	r := &reader{sentences: [][]run{nil}}
	for _, word := range lexemesOf(text) {
		k := kindOf(word)
		if err := r.word(k, word); err != nil {
			return nil, err
		}
		if k != kindFiller {
			r.last, r.lastWord = k, word
		}
	}
	return r.sentences, r.end()
}

// word takes the next word, or says why it cannot stand here.
func (r *reader) word(k kind, word string) error {
	if !r.fits(k) {
		return unclear(ReasonUnknownWord, word)
	}
	switch k {
	case kindDays:
		return r.days(daysOf(word))
	case kindWhole:
		return r.days(EveryDay)
	case kindTime:
		return r.time(word)
	case kindPart:
		return r.daypart(word)
	case kindStop:
		return r.end()
	case kindFullStop:
		if r.last == kindTime || r.last == kindPart {
			return r.end()
		}
		return nil
	case kindInterval:
		return &UnclearError{Reason: ReasonInterval}
	default:
		return nil
	}
}

// fits reports whether a word of a kind may follow the one before. A dash may
// set days off from times, as a colon does.
func (r *reader) fits(k kind) bool {
	switch k {
	case kindUnknown:
		return false
	case kindWhole:
		return r.last == kindEvery
	case kindMark:
		return r.last == kindTime
	case kindJoin:
		return r.last != kindThrough
	case kindThrough, kindColon:
		return r.last == kindDays || r.last == kindWhole
	default:
		return true
	}
}

// current returns the last run, a new one when it is not of the wanted kind.
func (r *reader) current(times bool) *run {
	sentence := &r.sentences[len(r.sentences)-1]
	n := len(*sentence)
	if n == 0 || r.inTimes() != times {
		*sentence = append(*sentence, run{})
		n++
	}
	return &(*sentence)[n-1]
}

// inTimes reports whether the sentence so far ends with times.
func (r *reader) inTimes() bool {
	sentence := r.sentences[len(r.sentences)-1]
	return len(sentence) > 0 && len(sentence[len(sentence)-1].times) > 0
}

func (r *reader) days(ds Days) error {
	if r.owed {
		return unclear(ReasonUnknownWord, string(r.part))
	}
	if r.last == kindThrough {
		from, one := r.from.isWeekday()
		to, other := ds.isWeekday()
		if !one || !other {
			return unclear(ReasonUnknownWord, r.lastWord)
		}
		ds = span(from, to)
	}
	r.from, r.part = ds, ""
	r.current(false).days |= ds
	return nil
}

// end checks that nothing is left open at the end of a sentence, and begins
// another.
func (r *reader) end() error {
	switch {
	case r.last == kindThrough:
		return unclear(ReasonUnknownWord, r.lastWord)
	case r.owed && r.inTimes():
		return unclear(ReasonUnknownWord, string(r.part))
	case r.owed:
		return &UnclearError{Reason: ReasonNoTime}
	}
	r.sentences = append(r.sentences, nil)
	r.part = ""
	return nil
}
