package boltstore

import (
	"context"
	"errors"
	"fmt"
	"os"

	"unknot/bot"
)

// serve answers the requests of one connection until it ends. Whoever hangs
// up ends the call that is under way.
func (l *Listener) serve(line *line) {
	ctx, cancel := context.WithCancel(l.ctx)
	requests := make(chan request)
	l.all.Go(func() {
		defer close(requests)
		if !receive(ctx, line, requests) {
			cancel()
		}
	})
	for r := range requests {
		if err := l.answer(ctx, line, r); err != nil {
			break
		}
	}
	cancel()
	_ = line.conn.Close()
}

// receive hands on one request after the other. It returns false when the
// other side is gone, and true when the listener wants no more.
func receive(ctx context.Context, line *line, requests chan<- request) bool {
	for {
		var r request
		if err := line.get(&r); err != nil {
			return errors.Is(err, os.ErrDeadlineExceeded)
		}
		select {
		case requests <- r:
		case <-ctx.Done():
			return false
		}
	}
}

// answer does what a request asks for. An error means that the connection is
// of no use any more; errors of the store are part of the answer.
func (l *Listener) answer(ctx context.Context, line *line, r request) error {
	var hangUp error
	more := func(a answer) error {
		a.More = true
		hangUp = line.put(a)
		return hangUp
	}
	last, err := call(ctx, l.store, r, more)
	if hangUp != nil {
		return hangUp
	}
	last.Fault = faultOf(err)
	return errors.Join(line.put(last), line.flush())
}

// call makes a call of the store and hands documents and records to more.
func call(ctx context.Context, s bot.Store, r request, more func(answer) error) (answer, error) {
	switch r.Op {
	case opLoad:
		stored, err := s.Load(ctx, r.Doc)
		return answer{Stored: stored}, err
	case opCommit:
		return callCommit(ctx, s, r)
	case opRecords:
		return callRecords(ctx, s, r, more)
	case opClaim:
		return callClaim(ctx, s, r, more)
	case opErase:
		return answer{}, s.Erase(ctx, r.Doc)
	case opLease:
		held, err := s.Lease(ctx, r.Name, r.Holder, r.For)
		return answer{Held: held}, err
	case opName:
		return answer{}, s.Name(ctx, r.Name, r.Doc, r.For)
	case opResolve:
		doc, err := s.Resolve(ctx, r.Name)
		return answer{Doc: doc}, err
	case opWalk:
		return answer{}, s.Walk(ctx, func(stored bot.Stored) error { return more(answer{Stored: stored}) })
	default:
		return answer{}, fmt.Errorf("the running unknot does not know the operation %d", r.Op)
	}
}

func callCommit(ctx context.Context, s bot.Store, r request) (answer, error) {
	done, err := s.Commit(ctx, r.Changes)
	a := answer{Committed: make([]outcome, len(done))}
	for i, d := range done {
		a.Committed[i] = outcome{Version: d.Version, Fault: faultOf(d.Err)}
	}
	return a, err
}

func callRecords(ctx context.Context, s bot.Store, r request, more func(answer) error) (answer, error) {
	records, err := s.Records(ctx, r.Doc, r.From, r.To)
	for _, record := range records {
		if err := more(answer{Record: record}); err != nil {
			return answer{}, err
		}
	}
	return answer{}, err
}

func callClaim(ctx context.Context, s bot.Store, r request, more func(answer) error) (answer, error) {
	claimed, err := s.Claim(ctx, r.Lane, r.N, r.For)
	for _, stored := range claimed.Due {
		if err := more(answer{Stored: stored}); err != nil {
			return answer{}, err
		}
	}
	return answer{Now: claimed.Now, Next: claimed.Next}, err
}
