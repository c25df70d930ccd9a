package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// mostPatience is how long an effect waits in place for its platform. What is
// told to wait longer is held, so that it takes nobody's turn meanwhile.
const mostPatience = 3 * time.Second

// allowed takes one send from the platform's budget. It returns zero when the
// effect may be sent now, after a short wait perhaps, and else for how long to
// hold it. An alarm is counted and never held.
func (b *Bot) allowed(ctx context.Context, s Sender, way Way, e Effect) time.Duration {
	lane := laneOf(e.Kind)
	for began := b.Now(); ; {
		wait := b.counted(ctx, s, way, lane)
		switch {
		case wait == 0, e.Kind == KindAlarm:
			return 0
		case b.Now().Add(wait).Sub(began) > mostPatience, expires(e, b.Now().Add(wait)):
			return wait
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return wait
		}
	}
}

// room waits for one send more of something that is half sent: there is no
// holding it any more, so only the end of ctx ends the wait. An alarm is counted
// and does not wait.
func (b *Bot) room(ctx context.Context, s Sender, way Way, kind EffectKind) error {
	for {
		wait := b.counted(ctx, s, way, laneOf(kind))
		if wait == 0 || kind == KindAlarm {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// expires reports whether an effect is worth nothing at a moment.
func expires(e Effect, at time.Time) bool { return !e.Expires.IsZero() && !at.Before(e.Expires) }

// counted takes one send of a lane and returns how long to wait if there is
// none. What goes over a way of its own costs nothing.
func (b *Bot) counted(ctx context.Context, s Sender, way Way, lane SendLane) time.Duration {
	if way != "" {
		return 0
	}
	granted, err := b.Budget.Take(ctx, s.Capabilities().Name, lane, 1)
	if err != nil {
		b.Log.WarnContext(ctx, "what others send is not known", slog.String("error", kindOf(err)))
	}
	if granted.N > 0 {
		return 0
	}
	return max(granted.Wait, time.Millisecond)
}

// note tells the budget what the platform made of a send.
func (b *Bot) note(ctx context.Context, s Sender, err error) {
	var se *SendError
	if !errors.As(err, &se) {
		return
	}
	name := s.Capabilities().Name
	var told error
	if se.Invalid {
		told = b.Budget.Invalid(ctx, name)
	}
	if se.Class == SendWait && se.All {
		told = errors.Join(told, b.Budget.Stop(ctx, name, se.Wait))
	}
	if told != nil {
		b.Log.WarnContext(ctx, "others do not know yet what a platform said", slog.String("error", kindOf(told)))
	}
}

// stop returns for how long a platform takes nothing unasked. What is due for
// one that is stopped for longer than an effect waits in place stays where it is.
func (b *Bot) stop(ctx context.Context, platform string) time.Duration {
	if platform == "" {
		return 0
	}
	granted, err := b.Budget.Take(ctx, platform, LaneNudge, 0)
	if err != nil {
		return max(granted.Wait, mostPatience+1)
	}
	return granted.Wait
}

// laneOf returns in which lane an effect is sent.
func laneOf(kind EffectKind) SendLane {
	switch kind {
	case KindCue:
		return LaneTimer
	case KindNudge, KindCheck:
		return LaneNudge
	case KindSummary, KindLeaving:
		return LaneSummary
	default:
		return LaneAnswer
	}
}
