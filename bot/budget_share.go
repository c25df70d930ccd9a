package bot

import "time"

const (
	// rightOfWay is how much longer than its wait somebody who was refused
	// goes before lower lanes: enough to wake up and ask again.
	rightOfWay = 50 * time.Millisecond
	// unlimited is what is left where there is no limit. A sum of a few fits
	// into any int.
	unlimited = 1 << 20
)

// Share counts what one process sends to one platform, and says what it may.
// It holds so many of the platform's Rate, all of them at first.
//
// Every send of the last window is remembered, so that no window of that
// length, wherever it begins, has more sends than are held. A token bucket
// would let its whole content and a second's refill through in one second.
//
// It is not safe for use by several goroutines. A moment before one that it
// was told already counts as that one.
type Share struct {
	limit Limit
	held  int

	start time.Time
	last  time.Duration // the latest moment; like all others since start

	sent    moments                  // in the last window
	bulk    moments                  // those of them that were unasked
	invalid moments                  // answers
	even    time.Duration            // when the next unasked send is due if all are spaced evenly
	stops   [sendLanes]time.Duration // until when a lane and all lower ones are stopped
	waits   [sendLanes]time.Duration // until when a lane goes before lower ones
}

// NewShare returns a share that holds all of a limit, which must be right.
func NewShare(l Limit) *Share {
	if l.Burst == 0 {
		l.Burst = defaultBurst
	}
	return &Share{limit: l, held: l.Rate}
}

// Window is the time in which sends are counted.
func (l Limit) Window() time.Duration { return time.Second + l.Slack }

// Hold says how many sends in any window the share holds from now on.
func (s *Share) Hold(n int) { s.held = min(max(n, 0), s.limit.Rate) }

// Take takes up to n sends of a lane, as Budget.Take does.
func (s *Share) Take(now time.Time, lane SendLane, n int) Granted {
	at := s.moment(now)
	room, wait := s.room(at, lane)
	if s.limit.Rate == 0 && room > 0 {
		return Granted{N: n, Left: unlimited}
	}
	g := Granted{N: min(n, room)}
	if g.N > 0 {
		s.count(at, lane, g.N)
		room, wait = s.room(at, lane)
	}
	g.Left = room
	if room == 0 {
		g.Wait = wait
	}
	if g.N < n {
		s.waits[lane] = max(s.waits[lane], at+wait+rightOfWay)
	}
	return g
}

// Stop stops a lane and all lower ones for d, or longer if they are stopped
// already. What is longer than a day counts as a day.
func (s *Share) Stop(now time.Time, lane SendLane, d time.Duration) {
	at := s.moment(now)
	s.stops[lane] = max(s.stops[lane], at+min(max(d, 0), longestStop))
}

// Stopped returns for how long a lane is stopped.
func (s *Share) Stopped(now time.Time, lane SendLane) time.Duration {
	at := s.moment(now)
	d := time.Duration(0)
	for l := range lane + 1 {
		d = max(d, s.stops[l]-at)
	}
	return d
}

// Invalid counts an invalid answer.
func (s *Share) Invalid(now time.Time) {
	if s.limit.Invalid == 0 {
		return
	}
	s.invalid = append(s.invalid, s.moment(now))
	if more := len(s.invalid) - s.limit.Invalid; more > 0 {
		s.invalid = s.invalid[more:]
	}
}

// moment returns how long after the start now is, and forgets what is over.
func (s *Share) moment(now time.Time) time.Duration {
	if s.start.IsZero() {
		s.start = now
	}
	s.last = max(s.last, now.Sub(s.start))
	s.sent = s.sent.after(s.last - s.limit.Window())
	s.bulk = s.bulk.after(s.last - s.limit.Window())
	s.invalid = s.invalid.after(s.last - s.limit.InvalidIn)
	return s.last
}

// room returns how many sends of a lane may happen now, and for how long none
// may. What was refused is asked for again after the longest of its reasons.
func (s *Share) room(at time.Duration, lane SendLane) (n int, wait time.Duration) {
	until := s.invalid.full(s.bearable(lane)) + s.limit.InvalidIn
	for l := range lane + 1 {
		until = max(until, s.stops[l])
		if l < lane && s.limit.Rate > 0 {
			until = max(until, s.waits[l])
		}
	}
	if s.limit.Rate == 0 {
		return open(at, until, unlimited)
	}
	until = max(until, s.sent.full(s.held)+s.limit.Window())
	n = s.held - len(s.sent)
	if s.held == 0 {
		until = max(until, at+s.limit.Window())
	}
	if lane.unasked() && s.held > 0 {
		most, step := s.unasked()
		due := max(s.even, at)
		until = max(until, s.bulk.full(most)+s.limit.Window(), due-time.Duration(s.limit.Burst-1)*step)
		n = min(n, most-len(s.bulk), int((at+time.Duration(s.limit.Burst)*step-due)/step))
	}
	return open(at, until, n)
}

// open returns n, or the wait if there is one.
func open(at, until time.Duration, n int) (int, time.Duration) {
	if until > at {
		return 0, until - at
	}
	return n, 0
}

// bearable returns how many invalid answers stop a lane.
func (s *Share) bearable(lane SendLane) int {
	if lane.unasked() {
		return (s.limit.Invalid + 1) / 2
	}
	return s.limit.Invalid
}

// unasked returns how many unasked sends a window has room for, and how far
// apart they are. A small share rounds up to one, and is kept to its part by
// their distance alone.
func (s *Share) unasked() (most int, step time.Duration) {
	part := (s.limit.Rate - s.limit.Answers) * s.held
	step = time.Duration(float64(s.limit.Window()) * float64(s.limit.Rate) / float64(part))
	return max(1, part/s.limit.Rate), max(1, step)
}

func (s *Share) count(at time.Duration, lane SendLane, n int) {
	for range n {
		s.sent = append(s.sent, at)
	}
	if !lane.unasked() {
		return
	}
	for range n {
		s.bulk = append(s.bulk, at)
	}
	_, step := s.unasked()
	s.even = max(s.even, at) + time.Duration(n)*step
}

// moments are in order, the earliest first.
type moments []time.Duration

// after returns what is later than a moment.
func (m moments) after(d time.Duration) moments {
	i := 0
	for i < len(m) && m[i] <= d {
		i++
	}
	return m[i:]
}

// full returns the moment whose end brings the number below most, or one that
// is long over if it is there already or nothing is counted.
func (m moments) full(most int) time.Duration {
	if most <= 0 || len(m) < most {
		return -longestStop
	}
	return m[len(m)-most]
}
