package bot

import (
	"errors"
	"fmt"
	"time"
)

// SendLane says why a message is sent. Of two lanes the smaller goes first.
type SendLane int

// The lanes of sending, the most urgent first. The last two are unasked:
// nobody waits for them.
const (
	LaneAnswer  SendLane = iota // somebody just pressed or wrote
	LaneTimer                   // the end of a step somebody is in
	LaneNudge                   // a reminder
	LaneSummary                 // a look back
	sendLanes                   // how many there are
)

// unasked reports whether nobody waits for what is sent in a lane.
func (l SendLane) unasked() bool { return l >= LaneNudge }

// Limit is what a platform bears. One with no Rate bears everything.
type Limit struct {
	Rate    int           // most sends in any second, over all lanes and processes
	Answers int           // how many of these unasked lanes leave alone
	Burst   int           // how many unasked sends may come at once; 0 means 2
	Slack   time.Duration // added to the second, as sends need different times to arrive

	Invalid   int           // so many invalid answers stop all sending, half of them what is unasked; 0 means any number
	InvalidIn time.Duration // the time in which they are counted
}

// defaultBurst is the Burst of a limit that names none.
const defaultBurst = 2

// Granted is what a budget answers.
type Granted struct {
	N    int           // so many may be sent now, and are counted as sent
	Left int           // so many more could be had now in this lane
	Wait time.Duration // with none left: how long until it is worth asking again
}

const (
	// longestStop is the longest time that a budget stops for.
	longestStop = 24 * time.Hour
	// longestSlack is more than any network needs.
	longestSlack = time.Minute
	// highestRate is far above what any platform allows.
	highestRate = 1_000_000
)

var errBudget = errors.New("a budget cannot do this")

// Check returns what is wrong with a limit.
func (l Limit) Check() error {
	switch {
	case l.Rate < 0 || l.Rate > highestRate:
		return fmt.Errorf("%w: a rate of %d: use from 0 (no limit) to %d", errBudget, l.Rate, highestRate)
	case l.Answers < 0 || l.Answers > 0 && l.Answers >= l.Rate:
		return fmt.Errorf("%w: %d of %d sends for answers alone: leave at least one to the rest", errBudget, l.Answers, l.Rate)
	case l.Burst < 0 || l.Burst > highestRate:
		return fmt.Errorf("%w: a burst of %d: use from 0 (the default) to %d", errBudget, l.Burst, highestRate)
	case l.Slack < 0 || l.Slack > longestSlack:
		return fmt.Errorf("%w: a slack of %v: use from 0 to %v", errBudget, l.Slack, longestSlack)
	case l.Invalid < 0 || l.Invalid > highestRate:
		return fmt.Errorf("%w: %d invalid answers: use from 0 (any number) to %d", errBudget, l.Invalid, highestRate)
	case l.Invalid > 0 && (l.InvalidIn < time.Second || l.InvalidIn > longestStop):
		return fmt.Errorf("%w: invalid answers counted in %v: use from a second to %v", errBudget, l.InvalidIn, longestStop)
	}
	return nil
}

// CheckLimits returns what is wrong with the limits of some platforms.
func CheckLimits(limits map[string]Limit) error {
	for platform, l := range limits {
		if err := CheckPlatform(platform); err != nil {
			return err
		}
		if err := l.Check(); err != nil {
			return fmt.Errorf("limit of %s: %w", platform, err)
		}
	}
	return nil
}

// longestPlatform is the longest name of a platform in bytes.
const longestPlatform = 256

// CheckPlatform refuses what is no name of a platform.
func CheckPlatform(platform string) error {
	if platform == "" || len(platform) > longestPlatform {
		return fmt.Errorf("%w: the name of a platform has %d bytes: use from 1 to %d", errBudget, len(platform), longestPlatform)
	}
	return nil
}

// CheckTake refuses what no Budget can take.
func CheckTake(platform string, lane SendLane, n int) error {
	switch {
	case lane < 0 || lane >= sendLanes:
		return fmt.Errorf("%w: there is no lane %d", errBudget, lane)
	case n < 0:
		return fmt.Errorf("%w: take %d: use 0 to look, or more", errBudget, n)
	}
	return CheckPlatform(platform)
}
