// Command unknot is a physical-therapy companion in chat. It is the only
// package that knows every other one: it reads the settings, builds what the
// chosen subcommand needs, and runs it. Nothing calls it but whoever starts
// the program.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // people live in zones that the machine may not know
)

func main() {
	ctx, stop := untilSignal(context.Background())
	code := run(ctx, process{
		args:    os.Args[1:],
		environ: os.Environ(),
		stdin:   os.Stdin,
		stdout:  os.Stdout,
		stderr:  os.Stderr,

		platforms: everyPlatform(),
	})
	stop()
	os.Exit(code)
}

// untilSignal returns a context that ends with the first interrupt or request
// to terminate. From then on nobody listens any more, so that a second one ends
// the program at once. The function returned stops listening too.
func untilSignal(parent context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(parent)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
		case <-ctx.Done():
		}
		signal.Stop(signals)
		cancel()
	}()
	return ctx, cancel
}
