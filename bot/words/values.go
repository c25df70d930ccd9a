package words

// Values is what sentences speak of. A sentence uses the fields it needs.
type Values struct {
	N, Of   int // what is counted, and out of how many; N decides the plural
	Minutes int
	First   int // the first and the second of two numbers
	Second  int

	Routine, Why, Needs, Place, Intro string // of a routine

	Exercise, Position, Movement, Feel, Stop  string // of a step
	Breathing, Mistakes, Easier, Harder, Dose string

	Time, Day, Month, Clock    string // of a moment
	Times                      string // several, one a line
	From, To                   string // of days
	Zone                       string // a city
	Names                      string // several names
	Bars                       string // a small chart of characters
	Items, Exercises, Routines string // names, one after the other
	Known                      string // what is known about exercises, one a line
}
