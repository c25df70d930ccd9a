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
// nothing printed can be changed, a text may have any length, and files go into
// a folder if there is one.
func (c *Console) Capabilities() bot.Capabilities {
	return bot.Capabilities{Name: "console", Files: c.o.Folder != ""}
}

// Send implements bot.Sender. It prints a message with one call of Write, so
// that messages sent at the same moment do not mix. The reference is empty:
// what is printed cannot be replaced. A reader that has gone away is
// bot.SendGone, any other failed write bot.SendUnknown, because a part of the
// message may have arrived. A context that is over before the message's turn
// comes is bot.SendTemporary, and a chat other than the console's own is
// bot.SendPermanent: nobody reads here what was meant for somebody else.
func (c *Console) Send(ctx context.Context, out bot.Outgoing) (bot.Reference, error) {
	if out.Chat != c.o.Chat {
		return "", &bot.SendError{Class: bot.SendPermanent, Err: errStranger}
	}
	if err := c.takeTurn(ctx); err != nil {
		return "", &bot.SendError{Class: bot.SendTemporary, Err: fmt.Errorf("console: not printed: %w", err)}
	}
	defer c.endTurn()
	out.Message.File = c.save(ctx, out.Message.File)
	if err := c.print(out.Message); err != nil {
		return "", &bot.SendError{Class: classOf(err), Err: fmt.Errorf("console: print message: %w", cause(err))}
	}
	return "", nil
}

var errStranger = errors.New("console: not the chat of this console")

// takeTurn waits for the messages before, or until the context ends.
func (c *Console) takeTurn(ctx context.Context) error {
	select {
	case c.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		c.endTurn()
		return err
	}
	return nil
}

func (c *Console) endTurn() { <-c.turn }

// print shows a message. Its choices count before it is written, because the
// answer may come as soon as it is out. They count no longer when that fails:
// a key means what was seen last.
func (c *Console) print(m bot.Message) error {
	before := c.show(m)
	_, err := c.out.Write([]byte(Render(m)))
	if err != nil {
		c.goBack(before)
	}
	return err
}

func (c *Console) show(m bot.Message) (before Screens) {
	c.showing.Lock()
	defer c.showing.Unlock()
	before = c.screens
	c.screens.Show(m)
	return before
}

func (c *Console) goBack(to Screens) {
	c.showing.Lock()
	defer c.showing.Unlock()
	c.screens = to
}

func classOf(err error) bot.SendClass {
	for _, gone := range []error{syscall.EPIPE, io.ErrClosedPipe, os.ErrClosed} {
		if errors.Is(err, gone) {
			return bot.SendGone
		}
	}
	return bot.SendUnknown
}

// cause is what may be told of a failed write. The error itself may name a
// file or an address, or quote what was to be written.
func cause(err error) error {
	var number syscall.Errno
	if errors.As(err, &number) {
		return number
	}
	for _, known := range []error{io.ErrClosedPipe, io.ErrShortWrite, os.ErrClosed, os.ErrDeadlineExceeded} {
		if errors.Is(err, known) {
			return known
		}
	}
	return fmt.Errorf("error of type %T", err)
}
