"""The workbooks that we report in, and the kit that every sheet of ours is written with."""
