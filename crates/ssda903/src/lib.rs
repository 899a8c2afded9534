//! The yearly looked-after children return (SSDA903): reading its files, finding what is wrong and saying how to mend it.
