package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"syscall"

	"unknot/bot"
)

// Capabilities implements bot.Sender: choices are a list to type from,
// nothing printed can be changed, and a text may have any length.
func (c *Console) Capabilities() bot.Capabilities {
	return bot.Capabilities{Name: "console"}
}

// Send implements bot.Sender. It prints a message with one call of Write, so
// that messages sent at the same moment do not mix. The reference is empty:
// what is printed cannot be replaced. A reader that has gone away is
// bot.SendGone, any other failed write bot.SendUnknown, because a part of the
// message may have arrived. A context that is over before the message's turn
// comes is bot.SendTemporary.
func (c *Console) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	c.writing.Lock()
	defer c.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return "", &bot.SendError{Class: bot.SendTemporary, Err: fmt.Errorf("console: not printed: %w", err)}
	}
	// Before the write, because the answer may come as soon as it is out.
	c.show(out.Message)
	if _, err := c.out.Write([]byte(Render(out.Message))); err != nil {
		return "", &bot.SendError{Class: classOf(err), Err: fmt.Errorf("console: print message: %w", err)}
	}
	return "", nil
}

func (c *Console) show(m bot.Message) {
	c.showing.Lock()
	defer c.showing.Unlock()
	c.screens.Show(m)
}

func classOf(err error) bot.SendClass {
	for _, gone := range []error{syscall.EPIPE, io.ErrClosedPipe, os.ErrClosed} {
		if errors.Is(err, gone) {
			return bot.SendGone
		}
	}
	return bot.SendUnknown
}
